package org.normscope.view.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import javafx.geometry.Point2D;
import org.junit.jupiter.api.Test;
import org.normscope.color.Mosaic;
import org.normscope.normalize.Cell;
import org.normscope.normalize.CellBox;

class OutlineTest {
    /**
     * Every pixel of a tile lies inside the lines exactly where its cell is one of the box: even-odd by brute force.
     */
    @Test
    void theLinesHoldTheCellsOfTheBoxAndNoOthers() {
        Random random = new Random(11);
        for (int i = 0; i < 400; i++) {
            int width = 1 + random.nextInt(5), height = 1 + random.nextInt(5), units = 1 + random.nextInt(14);
            Mosaic mosaic = new Mosaic(random.nextInt(4), units, 1 + random.nextInt(units), width,
                height, 1 + random.nextInt(2));
            CellBox box = random.nextBoolean() ? wholeUnits(random, mosaic) : window(random, mosaic);
            check(mosaic, box, Outline.of(box, mosaic, 2));
        }
    }

    private static CellBox wholeUnits(Random random, Mosaic mosaic) {
        int c0 = random.nextInt(mosaic.first() + mosaic.units()), c1 = c0 + 1 + random.nextInt(mosaic.units());
        return new CellBox(2, 3, c0, c1, 0, mosaic.tileHeight(), 0, mosaic.tileWidth());
    }

    private static CellBox window(Random random, Mosaic mosaic) {
        int y = random.nextInt(mosaic.tileHeight()), x = random.nextInt(mosaic.tileWidth()),
            c = mosaic.first() + random.nextInt(mosaic.units());
        return new CellBox(0, 5, c, c + 1 + random.nextInt(3), y, y + 1, x, x + 1);
    }

    private static void check(Mosaic mosaic, CellBox box, Outline outline) {
        for (int py = 0; py < mosaic.height(); py++) {
            for (int px = 0; px < mosaic.width(); px++) {
                Optional<Mosaic.Spot> spot = mosaic.spotAt(px, py);
                if (spot.isEmpty()) continue;
                boolean expected = box.contains(new Cell(2, spot.get().c(), spot.get().y(), spot.get().x()));
                assertEquals(expected, inside(outline.loops(), px + 0.5, py + 0.5),
                    box + " at " + spot.get() + " of " + mosaic);
            }
        }
    }

    private static boolean inside(List<List<Point2D>> loops, double x, double y) {
        boolean inside = false;
        for (List<Point2D> loop : loops) {
            for (int i = 0, j = loop.size() - 1; i < loop.size(); j = i++) {
                Point2D a = loop.get(i), b = loop.get(j);
                boolean between = a.getY() > y != b.getY() > y;
                if (between && x < (b.getX() - a.getX()) * (y - a.getY()) / (b.getY() - a.getY()) + a.getX()) {
                    inside = !inside;
                }
            }
        }
        return inside;
    }

    @Test
    void aGroupOverTwoRowsIsOneLine() {
        Outline outline = Outline.of(new CellBox(0, 1, 2, 8, 0, 3, 0, 3), new Mosaic(0, 12, 4, 3, 3, 1), 0);
        assertEquals(1, outline.loops().size());
        // units 2, 3 end the first row and 4 to 7 fill the second: a staircase whose lower side is straight
        assertEquals(List.of(point(8, 0), point(15, 0), point(15, 7), point(0, 7), point(0, 4), point(8, 4)),
            outline.loops().get(0));
    }

    private static Point2D point(double x, double y) {
        return new Point2D(x, y);
    }

    @Test
    void unitsThatAreNotShownAreCounted() {
        Mosaic page = new Mosaic(16, 8, 4, 3, 3, 1);
        Outline across = Outline.of(new CellBox(0, 1, 14, 30, 0, 3, 0, 3), page, 0);
        assertEquals(2, across.before());
        assertEquals(6, across.after());
        Outline elsewhere = Outline.of(new CellBox(0, 1, 0, 4, 0, 3, 0, 3), page, 0);
        assertTrue(elsewhere.loops().isEmpty());
        assertEquals(4, elsewhere.before());
        assertEquals(0, elsewhere.after());
    }

    @Test
    void aPictureThatIsNotInTheBoxHasNoOutline() {
        assertEquals(Outline.NONE, Outline.of(new CellBox(0, 1, 0, 4, 0, 3, 0, 3), new Mosaic(0, 8, 4, 3, 3, 1), 1));
    }
}
