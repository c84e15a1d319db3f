package org.normscope.view.style;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.style.GalleryItem;
import org.normscope.view.control.Controls;
import org.normscope.view.control.PictureNames;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;
import org.normscope.view.control.Tips;

/** A style of the gallery: pressed it is the style, with its plus it is one more of the mixture. */
public final class StyleTile extends StackPane {
    public final ToggleButton picture = new ToggleButton();
    private final PictureView image = new PictureView(11);
    private final Label share;
    private final Button mix, remove;
    private final ReadOnlyObjectWrapper<GalleryItem> item = new ReadOnlyObjectWrapper<>();

    StyleTile(Controls controls, Consumer<PictureChoice> choose, Consumer<PictureChoice> toggle,
              Consumer<PictureChoice> takeOut) {
        Texts texts = controls.texts();
        getStyleClass().add("style-tile");
        image.getStyleClass().add("style-tile-picture");
        picture.getStyleClass().setAll("thumbnail");
        picture.setGraphic(image);
        picture.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        controls.named(picture, texts.derived(this::empty, item), Shortcut.TAB);
        picture.accessibleTextProperty().unbind();
        picture.accessibleTextProperty().bind(texts.derived(() -> name(texts), item));
        controls.about(picture,
            texts.derived(() -> item.get() == null ? "" : PictureNames.of(item.get().picture(), texts), item));
        Tips.above(picture);
        picture.setOnAction(event -> {
            picture.setSelected(true);
            choose.accept(item.get().picture());
        });
        share = controls.label(texts.derived(
            () -> item.get() == null ? "" : texts.now("style.share", item.get().share()), item), "style-share");
        share.setMouseTransparent(true);
        StackPane.setAlignment(share, Pos.BOTTOM_LEFT);
        mix = controls.icon(texts.derived(() -> item.get() == null ? ""
            : texts.now(item.get().chosen() ? "style.mix.less" : "style.mix.more",
                PictureNames.title(item.get().picture(), texts)), item),
            MaterialDesignP.PLUS, Shortcut.TAB, () -> toggle.accept(item.get().picture()));
        mix.getStyleClass().addAll("remove", "mix");
        // Tab goes from picture to picture; the plus key does what this does.
        mix.setFocusTraversable(false);
        StackPane.setAlignment(mix, Pos.BOTTOM_RIGHT);
        remove = controls.icon(
            texts.derived(() -> item.get() == null ? "" : texts.now("style.remove",
                PictureNames.title(item.get().picture(), texts)), item),
            MaterialDesignC.CLOSE, Shortcut.TAB, () -> takeOut.accept(item.get().picture()));
        remove.getStyleClass().add("remove");
        remove.setFocusTraversable(false);
        StackPane.setAlignment(remove, Pos.TOP_RIGHT);
        getChildren().addAll(picture, share, mix, remove);
    }

    public GalleryItem item() {
        return item.get();
    }

    /** @param mixed how many styles are mixed now, @param most how many can be */
    void show(GalleryItem next, int mixed, int most) {
        item.set(next);
        image.show(next.thumbnail());
        picture.setSelected(next.chosen());
        share.setVisible(next.chosen() && mixed > 1);
        mix.setVisible(next.chosen() ? mixed > 1 : mixed < most);
        ((FontIcon) mix.getGraphic()).setIconCode(next.chosen() ? MaterialDesignM.MINUS : MaterialDesignP.PLUS);
        remove.setVisible(next.own());
    }

    private String empty() {
        return "";
    }

    private String name(Texts texts) {
        if (item.get() == null) return "";
        String title = PictureNames.title(item.get().picture(), texts);
        return item.get().chosen() ? texts.now("style.tile.chosen", title, item.get().share())
            : texts.now("style.tile", title);
    }
}
