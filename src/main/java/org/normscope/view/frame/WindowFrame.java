package org.normscope.view.frame;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.LayerChooser;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.StripItem;
import org.normscope.state.desk.Words;
import org.normscope.state.desk.Workspace;
import org.normscope.text.Language;
import org.normscope.view.control.Controls;
import org.normscope.view.control.DropSign;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.KeyFocus;
import org.normscope.view.control.Panel;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;

/** The whole window: rail, top bar, notices, the layers, the workspace, the status bar. */
public final class WindowFrame extends StackPane {
    /** Below this many letters' heights the strip and the tray make themselves small. */
    private static final double LOW = 54;
    /** The same with strip and hints, which are in the way until they are dismissed. */
    private static final double LOW_WITH_HINTS = 72;

    private final Workbench bench;
    private final AppModel app;
    private final ThemeSheets sheets;
    private final ShortcutsHelp help;
    private final Glossary glossary;
    private final Drops drops;
    /** Held here: nobody else does. */
    private @Nullable ObservableValue<ThemeSheets.Dress> dress;
    private final DoubleProperty systemLetters = new SimpleDoubleProperty(this, "systemLetters",
        Letters.ofSystem());

    /** @param faces of the workspaces, in the order of the rail */
    public WindowFrame(Workbench bench, List<Face> faces) {
        this.bench = bench;
        app = bench.app();
        sheets = new ThemeSheets(faces);
        Controls controls = bench.controls();
        help = new ShortcutsHelp(controls, Rail.shortcuts(faces));
        glossary = new Glossary(controls);
        drops = new Drops(app);
        VBox centre = new VBox(new TopBar(bench, faces), body(faces));
        BorderPane frame = new BorderPane(centre);
        frame.setLeft(new Rail(controls, app, faces, this::help));
        frame.setBottom(new StatusBar(controls, app, faces));
        NoticeBar notices = new NoticeBar(controls, app, frame);
        DropSign sign = new DropSign(controls.texts());
        getStyleClass().add("window");
        StackPane.setAlignment(notices, Pos.BOTTOM_RIGHT);
        getChildren().addAll(frame, notices, sign, help, glossary);
        controls.keyboard().on(Shortcut.GLOSSARY, glossary::toggle);
        Label letter = new Label();
        letter.setMouseTransparent(true);
        getChildren().add(letter);
        Room.low(this, letter, Bindings.createDoubleBinding(() -> hinted() ? LOW_WITH_HINTS : LOW, app.workspace(),
            app.hints().dismissed()));
        drops.accept(this, sign);
        controls.keyboard().on(Shortcut.PASTE, drops::paste);
        controls.keyboard().on(Shortcut.OPEN, this::open);
        controls.keyboard().on(Shortcut.DISMISS, () -> {
            if (glossary.isVisible()) glossary.hide();
            else if (help.isVisible()) help.hide();
            else if (!Panel.hideTop(this) && !putAway()) notices.dismissLast();
        });
    }

    /** A scene with this window in it, dressed as the settings say and whenever they or the room for letters change. */
    public Scene scene(double width, double height) {
        Scene scene = new Scene(this, width, height);
        resize(width, height);
        KeyFocus.follow(scene);
        bench.controls().keyboard().install(scene);
        dress = Bindings.createObjectBinding(this::dress, app.settings(), systemLetters, widthProperty(),
            heightProperty());
        dress.addListener((property, old, now) -> sheets.dress(scene, now));
        sheets.dress(scene, dress.getValue());
        // Until its first picture a window is painted with the scene's colour, which is white where nobody says it.
        backgroundProperty().addListener((property, old, now) -> {
            if (now != null) now.getFills().forEach(fill -> scene.setFill(fill.getFill()));
        });
        applyCss();
        return scene;
    }

    private ThemeSheets.Dress dress() {
        Look look = app.settings().get().look();
        return new ThemeSheets.Dress(look,
            Letters.fitting(look.theme(), systemLetters.get(), getWidth(), getHeight()));
    }

    /** How large the system writes; 1 is usual. */
    public DoubleProperty systemLetters() {
        return systemLetters;
    }

    /** What the window is called. */
    public ObservableValue<String> title() {
        return bench.texts().of("app.name");
    }

    /** Asked of the window's system before it closes: what runs for long is not lost without a word. */
    public void closing(WindowEvent event) {
        List<Words> running = app.unfinished();
        Language language = bench.texts().language();
        if (!running.isEmpty() && !bench.asker().loses(
            running.stream().map(words -> words.in(language)).collect(Collectors.joining("; ")))) event.consume();
    }

    private Node body(List<Face> faces) {
        StackPane workspaces = new StackPane();
        workspaces.setMinHeight(0);
        Map<String, Parent> bodies = new HashMap<>();
        Turns turns = new Turns(app);
        faces.forEach(face -> turns.of(face, open -> List.of(open.body()),
            node -> bodies.put(face.id(), (Parent) node)));
        Runnable open = () -> enter(workspaces,
            Objects.requireNonNull(bodies.get(app.workspace().get().id()), "every workspace has a face"));
        app.workspace().addListener((property, old, now) -> open.run());
        open.run();
        LayerStrip strip = Room.shown(strip(), app.workspace().map(LayerChooser.class::isInstance));
        strip.setMinHeight(Region.USE_PREF_SIZE);
        VBox body = new VBox(strip);
        faces.forEach(face -> body.getChildren().add(new HintLine(bench.controls(), app, face)));
        body.getChildren().add(workspaces);
        body.getStyleClass().add("body");
        VBox.setVgrow(workspaces, Priority.ALWAYS);
        VBox.setVgrow(body, Priority.ALWAYS);
        return body;
    }

    private boolean hinted() {
        return app.workspace().get() instanceof LayerChooser
            && !app.hints().dismissed().contains(app.workspace().get().id());
    }

    /** Only the open workspace is in the scene: the others would be styled with it at every change of theme. */
    private void enter(StackPane workspaces, Parent body) {
        workspaces.getChildren().setAll(body);
        if (getScene() != null) sheets.enter(getScene(), body);
    }

    /** One strip for all workspaces: each has its own chosen layer, and more or less to show of the others. */
    private LayerStrip strip() {
        LayerStrip strip = new LayerStrip(bench.controls(), index -> {
            if (app.workspace().get() instanceof LayerChooser chooser) {
                chooser.selectLayer(items().get(index).layer().name());
            }
        });
        Runnable show = () -> strip.show(items(), app.workspace().get() instanceof LayerChooser.Cuts);
        ListChangeListener<StripItem> changed = change -> show.run();
        app.subject().layers().addListener(changed);
        for (Workspace workspace : app.workspaces()) {
            if (workspace instanceof LayerChooser chooser) chooser.stripItems().addListener(changed);
        }
        app.workspace().addListener((property, old, now) -> show.run());
        show.run();
        return strip;
    }

    private List<StripItem> items() {
        boolean own = app.workspace().get() instanceof LayerChooser chooser && !chooser.stripItems().isEmpty();
        return own ? ((LayerChooser) app.workspace().get()).stripItems() : app.subject().layers();
    }

    /** Every key; closed again, the open workspace's hints are back, too. */
    private void help() {
        app.hints().recall(app.workspace().get().id());
        help.toggle();
    }

    /** @return whether there was something to put away; while a number is typed Escape is the number's */
    private boolean putAway() {
        return !(getScene().getFocusOwner() instanceof TextInputControl) && app.workspace().get().putAway();
    }

    private void open() {
        List<Path> files = bench.asker().open(FileAsker.Kind.ANYTHING);
        if (!files.isEmpty()) app.drop(files);
    }
}
