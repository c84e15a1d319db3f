package org.normscope.state.style;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.state.app.Desk;
import org.normscope.style.Mixing;

/** What was chosen for another engine, or of a file that is another one now. */
class StyleAgainTest extends StyleDesk {
    /** The shares of an engine of three sites, with one of more: what is painted by is what a slider goes on from. */
    @Test
    void sharesOfFewerSitesCanBeMoved() {
        Path session = folder.resolve("three.normscope");
        Desk.SESSIONS.write(desk.app.settings().get().with(StyleSettings.class,
            s -> s.withMix(1, new Mixing(Mixing.Mode.BLEND, List.of(.1f, .2f, .3f)))), session);
        desk.app.openSession(session);
        int sites = style.engine().get().channels().size();
        assertEquals(.1f, (float) settings().rho(3), "what is told is what is painted by");
        style.setRho(4, .9);
        assertEquals(IntStream.range(0, sites).mapToObj(site -> site == 4 ? .9f : (site % 3 + 1) / 10f).toList(),
            settings().mixing().rho());
    }

    /** A style that was saved anew under its name looks in the gallery as it is now. */
    @Test
    void theGalleryShowsAStyleThatWasWrittenAnew() {
        Path file = folder.resolve("style.png");
        for (int colour : List.of(0xFFFF0000, 0xFF0000FF)) {
            int[] argb = new int[64 * 64];
            Arrays.fill(argb, colour);
            PictureFile.writePng(new Pixels(64, 64, argb), file);
            style.addStyles(List.of(file.toString()));
            List<GalleryItem> own = style.styles().stream().filter(GalleryItem::own).toList();
            assertEquals(colour, own.get(own.size() - 1).thumbnail().argb()[0]);
        }
    }
}
