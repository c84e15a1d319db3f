package org.normscope.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;
import org.normscope.network.Layer;
import org.normscope.state.AppModel;
import org.normscope.state.Theme;
import org.normscope.state.Workspace;
import org.normscope.text.Language;

/** What is looked at, at the left; history, session, language and theme at the right. */
final class TopBar extends HBox {
    private final Controls controls;
    private final AppModel app;

    TopBar(Controls controls, AppModel app, List<String> builtIn, FileAsker asker) {
        this.controls = controls;
        this.app = app;
        getStyleClass().add("top-bar");
        Label title = controls.label(controls.texts().derived(
            () -> controls.texts().now(app.workspace().get().key()), app.workspace()), "title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        ObservableValue<Boolean> ofLayers = app.workspace().map(Workspace.OF_LAYERS::contains);
        getChildren().addAll(title, Room.shown(NetworkMenu.of(controls, app.normalize(), builtIn, asker), ofLayers),
            Room.shown(new PreprocessingEditor(controls, app.normalize()).button(), ofLayers), Room.shown(layer(), ofLayers), pager(),
            Room.shown(EngineMenu.of(controls, app.style(), asker), app.workspace().isEqualTo(Workspace.STYLE)),
            Room.shown(new NetworkChips(controls, app.shift(), builtIn, asker), app.workspace().isEqualTo(Workspace.SHIFT)), gap,
            undo(), redo(), session(asker), language(), theme());
    }

    private boolean layers() {
        return app.workspace().get() == Workspace.LAYERS;
    }

    private Node pager() {
        HBox place = new HBox(new Pager(app.normalize(), controls));
        place.setAlignment(Pos.CENTER_LEFT);
        place.visibleProperty().bind(app.workspace().isEqualTo(Workspace.NORMALIZE));
        place.managedProperty().bind(place.visibleProperty());
        return place;
    }

    private Layer chosen() {
        return layers() ? app.layers().layer().get() : app.normalize().layer().get();
    }

    private Node layer() {
        Observable[] watched = {app.workspace(), app.normalize().layer(), app.layers().layer()};
        Label word = controls.label("layer.title", "muted");
        Label name = controls.label(controls.texts().derived(() -> name(chosen()), watched), "strong");
        Label shape = controls.label(controls.texts().derived(() -> shape(chosen()), watched), "small", "muted");
        HBox chip = new HBox(word, name, shape);
        chip.getStyleClass().add("chip");
        chip.setMinWidth(0);
        word.setMinWidth(Region.USE_PREF_SIZE);
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        shape.setMinWidth(Region.USE_PREF_SIZE);
        shape.visibleProperty().bind(Room.enough(this, shape, 110));
        shape.managedProperty().bind(shape.visibleProperty());
        Tooltip all = new Tooltip();
        all.textProperty().bind(controls.texts().derived(() -> name(chosen()) + " · " + shape(chosen()), watched));
        Tooltip.install(chip, all);
        return chip;
    }

    private static String name(Layer layer) {
        return layer == null ? "" : LayerNames.name(layer);
    }

    private String shape(Layer layer) {
        return layer == null ? "" : layer.operator() + rho(layer) + " · " + layer.shape().c() + " × " + layer.shape().h() + " × " + layer.shape().w();
    }

    /** BN's share in a layer that mixes IN in. */
    private String rho(Layer layer) {
        return Optional.ofNullable(app.normalize().network().get()).flatMap(network -> network.rho(layer))
            .map(rho -> String.format(Locale.ROOT, " · ρ %.2f", rho)).orElse("");
    }

    private Button undo() {
        Button undo = controls.button("history.undo", MaterialDesignU.UNDO, Shortcut.UNDO, app::undo);
        undo.disableProperty().bind(app.canUndo().not());
        undo.setMinWidth(USE_PREF_SIZE);
        undo.contentDisplayProperty().bind(Bindings.when(Room.enough(this, undo, 78)).then(ContentDisplay.LEFT).otherwise(ContentDisplay.GRAPHIC_ONLY));
        return undo;
    }

    private Button redo() {
        Button redo = controls.icon("history.redo", MaterialDesignR.REDO, Shortcut.REDO, app::redo);
        redo.disableProperty().bind(app.canRedo().not());
        return redo;
    }

    private MenuButton session(FileAsker asker) {
        Texts texts = controls.texts();
        MenuButton menu = controls.menu("sessions.title", texts.of("sessions.title"), Shortcut.SAVE);
        menu.setMinWidth(USE_PREF_SIZE);
        menu.getItems().addAll(
            controls.item("sessions.save", () -> asker.save(FileAsker.Kind.SESSION, texts.now("sessions.file")).ifPresent(app::saveSession)),
            controls.item("sessions.open", () -> asker.open(FileAsker.Kind.SESSION_OR_PAINTED).stream().findFirst().ifPresent(app::openSession)));
        return menu;
    }

    private MenuButton language() {
        MenuButton menu = controls.menu("language.choose", controls.texts().of("language.short"), Shortcut.LANGUAGE);
        menu.setMinWidth(USE_PREF_SIZE);
        for (Language language : Language.values()) {
            String own = language.locale().getDisplayLanguage(language.locale());
            menu.getItems().add(controls.item(new ReadOnlyStringWrapper(own), () -> app.setLanguage(language)));
        }
        return menu;
    }

    private Button theme() {
        Button button = controls.icon(controls.texts().derived(() -> controls.texts().now("theme." + app.theme().get().name()), app.theme()),
            MaterialDesignW.WEATHER_NIGHT, Shortcut.THEME, () -> app.setTheme(next(app.theme().get())));
        FontIcon icon = (FontIcon) button.getGraphic();
        icon.iconCodeProperty().bind(Bindings.createObjectBinding(() -> icon(app.theme().get()), app.theme()));
        return button;
    }

    private static Theme next(Theme theme) {
        return Theme.values()[(theme.ordinal() + 1) % Theme.values().length];
    }

    private static Ikon icon(Theme theme) {
        return switch (theme) {
            case LIGHT -> MaterialDesignW.WHITE_BALANCE_SUNNY;
            case DARK -> MaterialDesignW.WEATHER_NIGHT;
            case PROJECTOR -> MaterialDesignP.PROJECTOR;
        };
    }
}
