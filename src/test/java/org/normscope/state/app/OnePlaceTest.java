package org.normscope.state.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.LayersSettings;
import org.normscope.state.normalize.MapView;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSettings;
import org.normscope.state.tree.TreeModel;
import org.normscope.state.tree.TreeSettings;

/** Who goes from one workspace to another goes on looking at the same layer, unit and picture. */
class OnePlaceTest {
    @TempDir
    Path folder;
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
        desk.app.showNormalized("block2.skip.conv");
        assertEquals(NormalizeSettings.ID, desk.app.settings().get().workspace());
        assertEquals("block2.skip.conv", desk.model.layer().get().name());
    }

    /** Who exports a network once more under its old name opens the new one; undo leads to the old one. */
    @Test
    void aNetworkThatWasWrittenAnewIsOpenedAnew() throws IOException {
        Path file = folder.resolve("model.onnx");
        Files.copy(Path.of("assets/networks/twin-bn.onnx"), file);
        desk.model.openNetwork(file.toString());
        Network first = desk.model.network().get();
        Files.copy(Path.of("assets/networks/twin-in.onnx"), file, StandardCopyOption.REPLACE_EXISTING);
        desk.model.openNetwork(file.toString());
        assertEquals(new ModelLibrary(desk.runner).open(file, Map.of()).layers().stream().map(Layer::operator).toList(),
            desk.model.network().get().layers().stream().map(Layer::operator).toList());
        desk.app.undo();
        assertSame(first, desk.model.network().get());
    }

    private String styled() {
        return desk.app.settings().get().of(StyleSettings.class).content().origin();
    }

    private String painted() {
        return desk.app.settings().get().of(TreeSettings.class).content().origin();
    }

    private String active() {
        return desk.settings().pictures().get(desk.settings().active()).origin();
    }

    @Test
    void aPictureOfTheTrayIsTheContentOfStyleAndTreeAndGoesBackWithThem() {
        String before = styled();
        desk.model.activatePicture(2);
        assertEquals("builtin:photos/cat", active());
        assertEquals(List.of(active(), active()), List.of(styled(), painted()));
        desk.model.removePicture(2);
        assertEquals(List.of(active(), active()), List.of(styled(), painted()));
        desk.app.undo();
        desk.app.undo();
        assertEquals(before, styled());
    }

    @Test
    void aContentIsInTheTrayOnceAndLookedAtThere() {
        int pictures = desk.settings().pictures().size();
        StyleModel style = desk.app.workspace(StyleModel.class);
        style.chooseContent(List.of("builtin:photos/boats"));
        assertEquals(List.of("builtin:photos/boats", "builtin:photos/boats"), List.of(active(), painted()));
        assertEquals(pictures + 1, desk.settings().pictures().size());
        desk.app.workspace(TreeModel.class).chooseContent(List.of("builtin:photos/cat"));
        assertEquals(List.of("builtin:photos/cat", "builtin:photos/cat"), List.of(active(), styled()));
        assertEquals(pictures + 1, desk.settings().pictures().size(), "the cat lay there already");
        desk.app.undo();
        assertEquals(List.of("builtin:photos/boats", "builtin:photos/boats"), List.of(active(), styled()));
    }

    /** Strokes on the picture are no mask, and a mask no strokes. */
    @Test
    void whatIsPaintedOnThePictureStaysWhereItWasPainted() {
        desk.model.activatePicture(2);
        desk.model.beginStroke(0.4, 0.4);
        desk.model.endStroke();
        desk.app.workspace(StyleModel.class).chooseContent(List.of("builtin:photos/cat"));
        assertEquals(1, desk.settings().pictures().get(2).strokes().size());
        assertEquals(List.of(), desk.app.settings().get().of(StyleSettings.class).content().strokes());
    }
}
