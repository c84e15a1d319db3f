package org.normscope.state.style;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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
}
