package org.normscope.view.style;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.normscope.state.app.AppModel;
import org.normscope.state.desk.Offer;
import org.normscope.state.style.StyleModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FadingScroll;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.FileDrop;
import org.normscope.view.control.Room;
import org.normscope.view.control.Texts;

/** What goes in: the content above, the styles below, each of which takes what is dropped on it. */
final class StyleInputs extends VBox {
    StyleInputs(AppModel app, Controls controls, FileAsker asker) {
        StyleModel model = app.workspace(StyleModel.class);
        Texts texts = controls.texts();
        getStyleClass().addAll("card", "style-inputs");
        ContentCard content = new ContentCard(app, controls, asker);
        FileDrop.on(content, model::dropOnContent, files -> Offer.of(files, "drop.network.paints",
            "drop.folder.content", "drop.picture.content"));
        Label mixed = controls.label(
            texts.derived(() -> texts.now("style.mixed", model.settings().get().styles().size()), model.settings()),
            "small", "muted");
        Room.shown(mixed,
            Bindings.createBooleanBinding(() -> model.engine().get() == null || model.engine().get().takesStyles(),
                model.engine()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(controls.label("style.styles", "title"), gap, mixed);
        head.getStyleClass().add("card-head");
        BooleanBinding fixed = Bindings.createBooleanBinding(
            () -> model.engine().get() != null && !model.engine().get().takesStyles(), model.engine());
        StyleTiles tiles = new StyleTiles(app, controls, asker);
        tiles.disableProperty().bind(fixed);
        ScrollPane scroll = FadingScroll.down(tiles);
        scroll.accessibleTextProperty().bind(texts.of("style.styles"));
        // As high as its tiles, so that the pad follows them; lower where there is no room for all.
        scroll.prefViewportHeightProperty().bind(tiles.heightProperty());
        Label hint = controls.label(texts.derived(
            () -> texts.now(fixed.get() ? "style.styles.fixed" : "style.mix.hint"), fixed), "small", "muted");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        MixPad pad = Room.shown(new MixPad(app, controls), Bindings.createBooleanBinding(
            () -> model.settings().get().styles().size() > 1 && !fixed.get(), model.settings(), fixed));
        VBox styles = new VBox(head, scroll, hint, pad);
        styles.getStyleClass().add("styles-card");
        FileDrop.on(styles, model::dropOnStyles, files -> Offer.of(files, "drop.network.paints",
            "drop.folder.styles", "drop.picture.styles"));
        VBox.setVgrow(styles, Priority.ALWAYS);
        content.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(content, styles);
    }
}
