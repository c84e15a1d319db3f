package org.normscope.state.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.normscope.shift.Preset;
import org.normscope.state.desk.RankedClass;
import org.normscope.state.layers.LayersSettings;
import org.normscope.state.normalize.Effect;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.normalize.PaneModel;
import org.normscope.state.shift.ShiftSettings;

/** What a newcomer sees first has to be right, and something has to happen in it. */
class FirstLookTest {
    /** Either is right about a pagoda: some networks know no better word than the second. */
    private static final Set<String> RIGHT = Set.of("pagoda", "house");

    @Test
    void theNetworkIsRightAboutTheFirstPictureAndASwapTurnsItsAnswer() {
        try (Desk desk = new Desk()) {
            desk.app.start(Desk.first());
            assertEquals("pagoda", desk.model.trayItems().get(0).name());
            assertEquals(256, desk.model.seen().get().width());
            Effect selected = desk.model.selectedPane().get().effect().get();
            assertTrue(RIGHT.contains(first(desk.pane("raw")).label()), first(desk.pane("raw")).label());
            assertNotEquals(selected.before().get(0).index(), selected.after().get(0).index(), "nothing turns");
            assertTrue(desk.model.panes().stream().map(FirstLookTest::first)
                .filter(c -> c.index() != first(desk.pane("raw")).index()).count() >= 2,
                "fewer than two of the five normalizations turn the answer");
            assertTrue(desk.model.maps().get().w() >= 64, "maps too coarse to recognize the picture");
            desk.model.openNetwork("builtin:twin-in");
            desk.model.openNetwork("builtin:explorer");
            assertEquals(256, desk.model.seen().get().width(), "another size when it is chosen again");
            desk.app.close();
        }
    }

    /** Who goes from one workspace to the next goes on looking at the same layer. */
    @Test
    void oneLayerIsChosenInAllWorkspaces() {
        assertEquals(Desk.first().of(NormalizeSettings.class).layer(), Desk.first().of(LayersSettings.class).layer());
    }

    private static RankedClass first(PaneModel pane) {
        return pane.effect().get().after().get(0);
    }

    @Test
    void shiftOpensAtDuskAndLayersOnNinePicturesThatDifferAndPatchesThatLieInside() {
        assertEquals(Preset.DUSK.look(), Desk.first().of(ShiftSettings.class).look());
        assertTrue(Desk.first().of(LayersSettings.class).inside());
        assertFalse(Desk.first().of(LayersSettings.class).several());
    }
}
