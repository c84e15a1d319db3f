package org.normscope.view.layers;

import java.net.URL;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.LayersSettings;
import org.normscope.view.control.MapTimings;
import org.normscope.view.control.SlicePager;
import org.normscope.view.frame.Face;
import org.normscope.view.frame.Workbench;

/** The Layers workspace. */
public final class LayersFace implements Face {
    private final Workbench bench;

    public LayersFace(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public String id() {
        return LayersSettings.ID;
    }

    @Override
    public List<String> hints() {
        return List.of("hint.layers.block", "hint.layers.unit", "hint.layers.corpus");
    }

    @Override
    public Ikon icon() {
        return MaterialDesignL.LAYERS_OUTLINE;
    }

    @Override
    public Node body() {
        return new LayersView(bench.app(), bench.controls(), bench.builtIn(), bench.asker());
    }

    @Override
    public List<Node> topBar() {
        HBox place = new HBox(new SlicePager(bench.app().subject(), bench.app().workspace(LayersModel.class).slices(),
            bench.controls()));
        place.setAlignment(Pos.CENTER_LEFT);
        return List.of(place);
    }

    @Override
    public List<Node> status() {
        return Stream.concat(MapTimings.of(bench.controls(), bench.app().subject()).stream(),
            PlateTimings.of(bench.controls(), bench.app().workspace(LayersModel.class)).stream()).toList();
    }

    @Override
    public URL styleSheet() {
        return LayersFace.class.getResource("layers.css");
    }
}
