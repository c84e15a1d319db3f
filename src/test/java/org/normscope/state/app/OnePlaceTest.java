package org.normscope.state.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.LayersSettings;
import org.normscope.state.normalize.MapView;
import org.normscope.state.normalize.NormalizeSettings;

/** Who goes from one workspace to another goes on looking at the same layer, unit and picture. */
class OnePlaceTest {
    private final Desk desk = new Desk().started();

    @AfterEach
    void close() {
        desk.app.close();
        desk.close();
    }

    private LayersModel layers() {
        return desk.app.workspace(LayersModel.class);
    }

    @Test
    void aLayerIsChosenInAllWorkspacesAndUndoneInAll() {
        String before = desk.model.layer().get().name();
        desk.model.selectLayer("block3.first.conv");
        assertEquals("block3.first.conv", layers().layer().get().name());
        layers().selectLayer("block1.second.conv");
        assertEquals("block1.second.conv", desk.model.layer().get().name());
        desk.app.undo();
        desk.app.undo();
        assertEquals(before, desk.model.layer().get().name());
    }

    @Test
    void aUnitShownLargeIsTheOneOpenedInLayersAndOneOpenedThereIsOnThePageShown() {
        desk.model.selectLayer("block2.first.conv");
        desk.model.showUnit(50);
        assertEquals(50, layers().settings().get().unit());
        desk.model.showAllUnits();
        desk.app.showWhatFires("block2.first.conv", 70);
        assertEquals(LayersSettings.ID, desk.app.settings().get().workspace());
        assertEquals(70, layers().settings().get().unit());
        assertEquals(MapView.ALL, desk.settings().view().unit());
        assertEquals(70 / desk.settings().view().perPage(), desk.settings().view().page());
        desk.app.showNormalized("block3.skip.conv");
        assertEquals(NormalizeSettings.ID, desk.app.settings().get().workspace());
        assertEquals("block3.skip.conv", desk.model.layer().get().name());
    }
}
