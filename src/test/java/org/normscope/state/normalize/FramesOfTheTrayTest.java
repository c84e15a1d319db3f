package org.normscope.state.normalize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.normscope.image.FramesTest;
import org.normscope.image.PictureSource;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.TrayItem;

/** An animated picture of the batch is shown by frame. */
class FramesOfTheTrayTest {
    @Test
    void anotherFrameTakesThePlaceOfTheOneShown() throws URISyntaxException {
        String pages = Path.of(FramesTest.class.getResource("frames/pages.tif").toURI()).toString();
        try (Desk desk = new Desk().started()) {
            desk.model.addPictures(List.of(pages));
            int last = desk.model.tray().items().size() - 1;
            TrayItem first = desk.model.tray().items().get(last);
            assertEquals(0, first.frame());
            assertTrue(first.frames() >= 3, "frames: " + first.frames());
            assertEquals(1, desk.model.tray().items().get(0).frames(), "a still picture");
            desk.model.setFrame(last, 2);
            assertEquals(2, desk.model.tray().items().get(last).frame());
            assertArrayEquals(wanted(desk, pages + "#2"), desk.model.seen().get().argb());
            desk.app.undo();
            assertEquals(0, desk.model.tray().items().get(last).frame());
            assertArrayEquals(wanted(desk, pages), desk.model.seen().get().argb());
        }
    }

    private static int[] wanted(Desk desk, String origin) {
        return desk.model.network().get().spec().preprocessing().fitted(PictureSource.open(origin)).argb();
    }
}
