package org.normscope.view.normalize;

import java.net.URL;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Recent;
import org.normscope.state.desk.TrayItem;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.MapTimings;
import org.normscope.view.control.Room;
import org.normscope.view.control.SlicePager;
import org.normscope.view.frame.Face;
import org.normscope.view.frame.Workbench;

/** The Normalize workspace: the panes with their explanation between brush and batch. */
public final class NormalizeFace implements Face {
    /** Letters' heights that the layer's name has at least. */
    private static final double NAME = 10;

    private final Workbench bench;
    private final NormalizeModel model;

    public NormalizeFace(Workbench bench) {
        this.bench = bench;
        model = bench.app().workspace(NormalizeModel.class);
    }

    @Override
    public String id() {
        return model.id();
    }

    @Override
    public List<String> hints() {
        return List.of("hint.normalize.point", "hint.normalize.swap", "hint.normalize.draw");
    }

    @Override
    public Ikon icon() {
        return MaterialDesignV.VIEW_DASHBOARD_OUTLINE;
    }

    @Override
    public Node body() {
        AppModel app = bench.app();
        BatchTray tray = new BatchTray(bench.controls(), model, app.recent().of(Recent.Kind.PICTURE), this::add,
            new ViewTools(bench.controls(), model).all());
        model.tray().items().addListener((ListChangeListener<TrayItem>) change -> tray.show(model.tray().items()));
        tray.show(model.tray().items());
        NormalizeView panes = new NormalizeView(bench.app(), bench.controls(), bench.asker());
        HBox middle = new HBox(new BrushDock(bench.controls(), app), panes);
        middle.getStyleClass().add("middle");
        HBox.setHgrow(panes, Priority.ALWAYS);
        tray.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(middle, Priority.ALWAYS);
        VBox all = new VBox(middle, tray);
        all.getStyleClass().add("workspace");
        return all;
    }

    private void add() {
        List<java.nio.file.Path> files = bench.asker().open(FileAsker.Kind.ANYTHING);
        if (!files.isEmpty()) bench.app().drop(files);
    }

    @Override
    public List<Node> topBar() {
        HBox place = new HBox(8, new Pager(model, bench.controls()), 
            new SlicePager(model, model.slices().count(), bench.controls()));
        place.setAlignment(Pos.CENTER_LEFT);
        return List.of(place);
    }

    @Override
    public List<Node> status() {
        return MapTimings.of(bench.controls(), model);
    }

    /** Whose place a pane's normalization takes, or where it is put in. */
    @Override
    public List<Node> statusEnd() {
        Label placement = bench.controls().label(
            bench.texts().derived(this::placement, model.layer(), model.replaced(), model.maps()), "placement");
        placement.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        bench.controls().about(placement, bench.texts().derived(() -> placement.getText() + "\n"
            + bench.texts().now("tip.status.placement"), placement.textProperty()));
        return List.of(Room.least(placement, NAME));
    }

    private String placement() {
        if (model.layer().get() == null) return "";
        if (model.replaced().get() != null) {
            return bench.texts().now("status.replaces", LayerNames.name(model.replaced().get()));
        }
        return model.maps().get() == null ? ""
            : bench.texts().now("status.inserted", LayerNames.name(model.layer().get()));
    }

    @Override
    public URL styleSheet() {
        return NormalizeFace.class.getResource("panes.css");
    }
}
