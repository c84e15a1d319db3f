package org.normscope.view.frame;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;
import org.normscope.network.Layer;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.LayerChooser;
import org.normscope.state.desk.Recent;
import org.normscope.state.desk.Theme;
import org.normscope.text.Language;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.LayerNames;
import org.normscope.view.control.RecentItems;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** What is looked at, at the left; history, session, language and theme at the right. */
final class TopBar extends HBox {
    /** Letters' heights below which what is said elsewhere, too, is left out. */
    private static final double ROOMY = 84;
    /** And those below which the strip alone says which layer is chosen. */
    private static final double WIDE = 66;
    /** And those that a layer's name has at least. */
    private static final double NAME = 6;

    private final Controls controls;
    private final AppModel app;

    TopBar(Workbench bench, List<Face> faces) {
        controls = bench.controls();
        app = bench.app();
        FileAsker asker = bench.asker();
        getStyleClass().add("top-bar");
        Label title = controls.label(controls.texts().derived(
            () -> controls.texts().now(title(faces)), app.workspace()), "title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        BooleanBinding roomy = Room.enough(this, title, ROOMY);
        Room.shown(title, roomy);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        BooleanBinding wide = Room.enough(this, title, WIDE);
        ObservableValue<Boolean> ofLayers = app.workspace().map(LayerChooser.class::isInstance);
        getChildren().addAll(title,
            Room.shown(NetworkMenu.of(controls, app.subject(), bench.builtIn(), asker,
                app.recent().of(Recent.Kind.NETWORK), roomy), ofLayers),
            Room.shown(new PreprocessingEditor(controls, app.subject(), asker).button(), ofLayers),
            Room.shown(layer(roomy), Bindings.createBooleanBinding(() -> wide.get() && ofLayers.getValue(), wide,
                ofLayers)));
        getChildren().addAll(gap, undo(), redo(), session(asker), language(), theme());
        Turns turns = new Turns(app);
        faces.forEach(face ->
            turns.of(face, Face::topBar, node -> getChildren().add(getChildren().indexOf(gap), node)));
    }

    /** Message key of the open workspace's name. */
    private String title(List<Face> faces) {
        String open = app.workspace().get().id();
        return faces.stream().filter(face -> face.id().equals(open)).findFirst().orElseThrow().title();
    }

    /** In the open workspace; null where none is chosen there. */
    private @Nullable Layer chosen() {
        return app.workspace().get() instanceof LayerChooser chooser ? chooser.layer().get() : null;
    }

    private Node layer(ObservableValue<Boolean> roomy) {
        Observable[] watched = Stream.concat(Stream.of(app.workspace()),
            app.workspaces().stream().filter(LayerChooser.class::isInstance)
                .map(chooser -> ((LayerChooser) chooser).layer())).toArray(Observable[]::new);
        Label word = Room.shown(controls.label("layer.title", "muted"), roomy);
        Label name = controls.label(controls.texts().derived(() -> name(chosen()), watched), "strong");
        Label shape = controls.label(controls.texts().derived(() -> shape(chosen()), watched), "small", "muted");
        HBox chip = new HBox(word, name, shape);
        chip.getStyleClass().add("chip");
        chip.setMaxHeight(Region.USE_PREF_SIZE);
        word.setMinWidth(Region.USE_PREF_SIZE);
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        // A network's long name gives way to it, not the other way round.
        Room.least(name, NAME);
        shape.setMinWidth(Region.USE_PREF_SIZE);
        shape.visibleProperty().bind(Room.enough(this, shape, 110));
        shape.managedProperty().bind(shape.visibleProperty());
        return controls.about(chip, controls.texts().derived(() -> chosen() == null ? ""
            : tip(chosen()), watched));
    }

    private static String name(@Nullable Layer layer) {
        return layer == null ? "" : LayerNames.name(layer);
    }

    private String tip(Layer layer) {
        return controls.texts().now(layer.slices() == 1 ? "tip.layer.title" : "tip.layer.slices", name(layer),
            layer.operator(), layer.shape().c(), layer.rows(), layer.shape().w(), layer.slices());
    }

    private String shape(@Nullable Layer layer) {
        return layer == null ? ""
            : layer.operator() + rho(layer) + " · " + LayerNames.size(layer, controls.texts());
    }

    /** BN's share in a layer that mixes IN in. */
    private String rho(Layer layer) {
        return Optional.ofNullable(app.subject().network().get()).flatMap(network -> network.rho(layer))
            .map(rho -> String.format(Locale.ROOT, " · ρ %.2f", rho)).orElse("");
    }

    private Button undo() {
        Button undo = controls.button("history.undo", MaterialDesignU.UNDO, Shortcut.UNDO, app::undo);
        undo.disableProperty().bind(app.canUndo().not());
        undo.setMinWidth(USE_PREF_SIZE);
        undo.contentDisplayProperty().bind(Bindings.when(Room.enough(this, undo, 78)).then(ContentDisplay.LEFT)
            .otherwise(ContentDisplay.GRAPHIC_ONLY));
        return undo;
    }

    private Button redo() {
        Button redo = controls.icon("history.redo", MaterialDesignR.REDO, Shortcut.REDO, app::redo);
        redo.disableProperty().bind(app.canRedo().not());
        controls.keyboard().on(Shortcut.REDO_TOO, redo::fire);
        return redo;
    }

    private MenuButton session(FileAsker asker) {
        Texts texts = controls.texts();
        MenuButton menu = controls.menu("sessions.title", texts.of("sessions.title"), Shortcut.TAB);
        Runnable save = () ->
            asker.save(FileAsker.Kind.SESSION, texts.now("sessions.file")).ifPresent(app::saveSession);
        controls.keyboard().on(Shortcut.SAVE, save);
        menu.setMinWidth(USE_PREF_SIZE);
        List<MenuItem> verbs = List.of(
            controls.item("sessions.save", save),
            controls.item("sessions.open",
                () -> asker.open(FileAsker.Kind.SESSION_OR_PAINTED).stream().findFirst().ifPresent(app::openSession)));
        menu.getItems().setAll(verbs);
        menu.setOnShowing(event -> {
            menu.getItems().setAll(verbs);
            if (app.left().isPresent()) menu.getItems().add(controls.item("sessions.left", app::openLeft));
            menu.getItems().addAll(RecentItems.of(controls, app.recent().of(Recent.Kind.SESSION),
                app.sessions().current(),
                path -> app.openSession(Path.of(path))));
        });
        return menu;
    }

    private MenuButton language() {
        MenuButton menu = controls.menu("language.choose", controls.texts().of("language.short"), Shortcut.TAB);
        controls.keyboard().on(Shortcut.LANGUAGE, () -> app.setLanguage(next(app.language().get())));
        menu.setMinWidth(USE_PREF_SIZE);
        for (Language language : Language.values()) {
            String own = language.locale().getDisplayLanguage(language.locale());
            menu.getItems().add(controls.item(new ReadOnlyStringWrapper(own), () -> app.setLanguage(language)));
        }
        return menu;
    }

    private Button theme() {
        Button button = controls.icon(
            controls.texts().derived(() -> controls.texts().now("theme." + app.theme().get().name()), app.theme()),
            MaterialDesignW.WEATHER_NIGHT, Shortcut.THEME, () -> app.setTheme(next(app.theme().get())));
        FontIcon icon = (FontIcon) button.getGraphic();
        icon.iconCodeProperty().bind(Bindings.createObjectBinding(() -> icon(app.theme().get()), app.theme()));
        return button;
    }

    private static Theme next(Theme theme) {
        return Theme.values()[(theme.ordinal() + 1) % Theme.values().length];
    }

    private static Language next(Language language) {
        return Language.values()[(language.ordinal() + 1) % Language.values().length];
    }

    private static Ikon icon(Theme theme) {
        return switch (theme) {
            case LIGHT -> MaterialDesignW.WHITE_BALANCE_SUNNY;
            case DARK -> MaterialDesignW.WEATHER_NIGHT;
            case PROJECTOR -> MaterialDesignP.PROJECTOR;
        };
    }
}
