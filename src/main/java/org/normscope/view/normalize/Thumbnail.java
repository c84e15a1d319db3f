package org.normscope.view.normalize;

import java.util.function.IntConsumer;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.TrayItem;
import org.normscope.view.control.Controls;
import org.normscope.view.control.PictureNames;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Tips;

/**
 * A picture of the batch, with the button that takes it out; in its corner the pointed channel's map of this picture.
 */
public final class Thumbnail extends StackPane {
    public final ToggleButton picture = new ToggleButton();
    final Button remove;
    private final PictureView image = new PictureView(9);
    private final PictureView map = new PictureView(9);
    private final StackPane mapFrame = new StackPane(map);
    private final HBox frames = new HBox();
    private final IntegerProperty frame = new SimpleIntegerProperty(), of = new SimpleIntegerProperty();
    private final ObjectProperty<PictureChoice> choice = new SimpleObjectProperty<>(PictureChoice.NONE);

    /** @param step shows the frame so many further on, of an animated picture */
    Thumbnail(Controls controls, Runnable choose, Runnable takeOut, IntConsumer step) {
        getStyleClass().add("thumbnail-place");
        StackPane content = new StackPane(image, mapFrame);
        content.getStyleClass().add("thumbnail-content");
        mapFrame.getStyleClass().add("channel-map");
        mapFrame.setMouseTransparent(true);
        StackPane.setAlignment(mapFrame, Pos.BOTTOM_RIGHT);
        picture.getStyleClass().setAll("thumbnail");
        picture.setGraphic(content);
        StringBinding name = controls.texts().derived(() -> PictureNames.title(choice.get(), controls.texts()), choice);
        picture.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        controls.named(picture, controls.texts().of("tray.picture", name), Shortcut.TAB);
        Tips.above(picture);
        picture.setOnAction(event -> {
            picture.setSelected(true);
            choose.run();
        });
        remove = controls.icon(controls.texts().of("tray.remove", name), MaterialDesignC.CLOSE, Shortcut.TAB, takeOut);
        remove.getStyleClass().add("remove");
        StackPane.setAlignment(remove, Pos.TOP_RIGHT);
        Button before = controls.icon("tray.frame.before", MaterialDesignC.CHEVRON_LEFT, Shortcut.TAB,
            () -> step.accept(-1));
        Button behind = controls.icon("tray.frame.next", MaterialDesignC.CHEVRON_RIGHT, Shortcut.TAB,
            () -> step.accept(1));
        frames.getChildren().addAll(before, controls.label(controls.texts().of("tray.frame", frame, of), "small"),
            behind);
        frames.getStyleClass().add("frames");
        frames.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane.setAlignment(frames, Pos.BOTTOM_LEFT);
        getChildren().addAll(picture, remove, frames);
    }

    /** @param shares whether the pointed cell's statistics are taken over this picture, too */
    void show(TrayItem item, boolean removable, boolean shares) {
        choice.set(item.choice());
        picture.setSelected(item.active());
        image.show(item.thumbnail());
        map.show(item.channelMap());
        mapFrame.setVisible(shares && item.channelMap() != null);
        remove.setVisible(removable);
        frame.set(item.frame() + 1);
        of.set(item.frames());
        frames.setVisible(item.frames() > 1);
    }
}
