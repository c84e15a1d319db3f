package org.normscope.view.tree;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.node.TreeNode;
import org.normscope.view.control.Controls;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Shortcut;

/** A node in the timeline: its picture, its name, its year. */
final class NodeTile extends Button {
    /** Pixels; {@link #MIDDLE} is where lines arrive. */
    static final double WIDTH = 100, HEIGHT = 122, MIDDLE = 33;
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen"),
        GROWN = PseudoClass.getPseudoClass("grown");

    private final PictureView picture = new PictureView(12);

    NodeTile(TreeNode node, Controls controls, Runnable chosen) {
        getStyleClass().setAll("node-tile");
        picture.setMinSize(WIDTH - 6, 2 * MIDDLE - 6);
        picture.setPrefSize(WIDTH - 6, 2 * MIDDLE - 6);
        picture.setMaxSize(WIDTH - 6, 2 * MIDDLE - 6);
        VBox frame = new VBox(picture);
        frame.getStyleClass().add("node-frame");
        Label name = controls.label(node.nameKey(), "node-name"), year = new Label(Integer.toString(node.year()));
        name.setMaxWidth(WIDTH);
        name.setWrapText(true);
        year.getStyleClass().addAll("muted", "node-year");
        VBox all = new VBox(frame, name, year);
        all.getStyleClass().add("node-all");
        setGraphic(all);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        controls.named(this, controls.texts().derived(
            () -> controls.texts().now(node.nameKey()) + ", " + node.year() + ", " + node.authors()), Shortcut.TAB);
        setOnAction(event -> chosen.run());
    }

    void show(@Nullable Pixels pixels) {
        picture.show(pixels);
    }

    void mark(boolean chosen, boolean grown) {
        pseudoClassStateChanged(CHOSEN, chosen);
        pseudoClassStateChanged(GROWN, grown);
    }
}
