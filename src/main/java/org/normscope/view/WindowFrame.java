package org.normscope.view;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.normscope.state.AppModel;
import org.normscope.state.Brush;
import org.normscope.state.MaskBrush;
import org.normscope.state.NormalizeModel;
import org.normscope.state.StripItem;
import org.normscope.state.TrayItem;
import org.normscope.state.Workspace;

/** The whole window: rail, top bar, notices, the layers, the workspace, the batch, the status bar. */
public final class WindowFrame extends StackPane {
    /** Below this many letters' heights the strip and the tray make themselves small. */
    private static final double LOW = 54;

    private final Controls controls;
    private final AppModel app;
    private final FileAsker asker;
    private final ShortcutsHelp help;
    private final Drops drops;

    /**
     * @param builtIn    names of the networks that come with the program
     * @param workspaces what is shown in each; of Normalize the panes with their explanation
     */
    public WindowFrame(Controls controls, AppModel app, List<String> builtIn, FileAsker asker, Map<Workspace, Node> workspaces) {
        this.controls = controls;
        this.app = app;
        this.asker = asker;
        help = new ShortcutsHelp(controls);
        drops = new Drops(app);
        NoticeBar notices = new NoticeBar(controls, app);
        VBox centre = new VBox(new TopBar(controls, app, builtIn, asker), notices, body(workspaces));
        BorderPane frame = new BorderPane(centre);
        frame.setLeft(new Rail(controls, app, help::toggle));
        frame.setBottom(new StatusBar(controls, app));
        StackPane sign = sign();
        getStyleClass().add("window");
        getChildren().addAll(frame, sign, help);
        Label letter = new Label();
        letter.setMouseTransparent(true);
        getChildren().add(letter);
        Room.low(this, letter, LOW);
        drops.accept(this, sign);
        controls.keyboard().on(Shortcut.PASTE, drops::paste);
        controls.keyboard().on(Shortcut.OPEN, this::open);
        controls.keyboard().on(Shortcut.DISMISS, () -> {
            if (help.isVisible()) help.hide();
            else if (!putBrushAway()) notices.dismissLast();
        });
    }

    /** A scene with this window in it, dressed as the settings say and whenever they change. */
    public Scene scene(double width, double height) {
        Scene scene = new Scene(this, width, height);
        controls.keyboard().install(scene);
        Runnable dress = () -> ThemeSheets.dress(scene, app.theme().get(), app.language().get());
        app.theme().addListener(change -> dress.run());
        app.language().addListener(change -> dress.run());
        dress.run();
        return scene;
    }

    /** What the window is called. */
    public ObservableValue<String> title() {
        return controls.texts().of("app.name");
    }

    private Node body(Map<Workspace, Node> contents) {
        StackPane workspaces = new StackPane();
        contents.forEach((workspace, content) -> workspaces.getChildren().add(
            in(Set.of(workspace), workspace == Workspace.NORMALIZE ? normalize(content) : content)));
        workspaces.setMinHeight(0);
        LayerStrip strip = in(Workspace.OF_LAYERS, strip());
        strip.setMinHeight(Region.USE_PREF_SIZE);
        VBox body = new VBox(strip, workspaces);
        body.getStyleClass().add("body");
        VBox.setVgrow(workspaces, Priority.ALWAYS);
        VBox.setVgrow(body, Priority.ALWAYS);
        return body;
    }

    /** Shown in those workspaces only. */
    private <N extends Node> N in(Set<Workspace> there, N content) {
        return Room.shown(content, app.workspace().map(there::contains));
    }

    /** One strip for all workspaces: each has its own chosen layer, and more or less to show of the others. */
    private LayerStrip strip() {
        LayerStrip strip = new LayerStrip(controls, index -> {
            String layer = items().get(index).layer().name();
            if (app.workspace().get() == Workspace.LAYERS) app.layers().selectLayer(layer);
            else app.normalize().selectLayer(layer);
        });
        app.normalize().strip().items().addListener((ListChangeListener<StripItem>) change -> strip.show(items()));
        app.layers().walk().addListener((ListChangeListener<StripItem>) change -> strip.show(items()));
        app.workspace().addListener((property, old, now) -> strip.show(items()));
        strip.show(items());
        return strip;
    }

    private List<StripItem> items() {
        boolean walk = app.workspace().get() == Workspace.LAYERS && !app.layers().walk().isEmpty();
        return walk ? app.layers().walk() : app.normalize().strip().items();
    }

    private Node normalize(Node panes) {
        NormalizeModel model = app.normalize();
        BatchTray tray = new BatchTray(controls, model, this::open, new ViewTools(controls, model).all());
        model.tray().items().addListener((ListChangeListener<TrayItem>) change -> tray.show(model.tray().items()));
        tray.show(model.tray().items());
        HBox middle = new HBox(new BrushDock(controls, app), panes);
        middle.getStyleClass().add("middle");
        HBox.setHgrow(panes, Priority.ALWAYS);
        tray.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(middle, Priority.ALWAYS);
        VBox all = new VBox(middle, tray);
        all.getStyleClass().add("workspace");
        return all;
    }

    private StackPane sign() {
        StackPane sign = new StackPane(controls.label("drop.here", "title"));
        sign.getStyleClass().add("drop-here");
        sign.setMouseTransparent(true);
        sign.setVisible(false);
        return sign;
    }

    /** @return whether there was one to put away; while a number is typed Escape is the number's */
    private boolean putBrushAway() {
        MaskBrush mask = app.style().settings().get().brush();
        Brush brush = app.normalize().settings().get().brush();
        if (getScene().getFocusOwner() instanceof TextInputControl) return false;
        if (app.workspace().get() == Workspace.STYLE && mask.on()) app.style().setBrush(mask.withOn(false));
        else if (app.workspace().get() == Workspace.NORMALIZE && brush.on()) app.normalize().setBrush(brush.withOn(false));
        else return false;
        return true;
    }

    private void open() {
        List<Path> files = asker.open(FileAsker.Kind.ANYTHING);
        if (!files.isEmpty()) app.drop(files);
    }
}
