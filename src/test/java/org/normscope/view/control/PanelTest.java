package org.normscope.view.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

class PanelTest {
    private static final double WIDTH = 960, HEIGHT = 640;

    @Test
    void itLiesInTheWindowAndBesideItsControlWhereThatIsPossible() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            double x = random.nextDouble() * (WIDTH - 100), y = random.nextDouble() * (HEIGHT - 30);
            Bounds owner = new BoundingBox(x, y, 100, 30);
            double wide = 50 + random.nextDouble() * 800, tall = 50 + random.nextDouble() * 550;
            Rectangle2D place = Panel.place(owner, wide, tall, WIDTH, HEIGHT);
            assertTrue(new Rectangle2D(0, 0, WIDTH, HEIGHT).contains(place), place + " of " + owner);
            boolean room = y > tall + 20 || HEIGHT - y - 30 > tall + 20 || x > wide + 20
                || WIDTH - x - 100 > wide + 20;
            if (room) assertFalse(place.intersects(x, y, 100, 30), place + " lies over " + owner);
        }
    }

    @Test
    void aNameHasAnEndingOfItsKind() {
        assertEquals(Path.of("a/my.normscope"), FileAsker.Kind.SESSION.named(Path.of("a/my")));
        assertEquals(Path.of("my.v2.normscope"), FileAsker.Kind.SESSION.named(Path.of("my.v2")));
        assertEquals(Path.of("my.NormScope"), FileAsker.Kind.SESSION.named(Path.of("my.NormScope")));
        assertEquals(Path.of("p.jpg"), FileAsker.Kind.SAVED_PICTURE.named(Path.of("p.jpg")));
        assertEquals(Path.of("p.png"), FileAsker.Kind.SAVED_PICTURE.named(Path.of("p")));
    }
}
