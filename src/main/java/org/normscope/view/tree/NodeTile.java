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

/** A node in the timeline: its picture, and its name and year where there is room for them. */
final class NodeTile extends Button {
    /** Letters' heights: of the least picture beside words, of the least room for a name. */
    private static final double PICTURE = 2.3, NAME = 3.9;
    private static final double FRAME = 3;
    /** A hair's width; lines may end there, which the toolkit does not let them at a space of no width. */
    static final String BREAK = "\u200a";
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen"),
        GROWN = PseudoClass.getPseudoClass("grown");

    private final PictureView picture = new PictureView(12);
    private final Label name, year;

    NodeTile(TreeNode node, Controls controls, Runnable chosen) {
        getStyleClass().setAll("node-tile");
        VBox frame = new VBox(picture);
        frame.getStyleClass().add("node-frame");
        // Names of two people may break between them, words at their hyphen.
        name = controls.label(controls.texts().derived(() ->
            controls.texts().now(node.shortKey()).replaceAll("[–-]", "$0" + BREAK)), "node-name");
        name.setWrapText(true);
        name.setMinHeight(0);
        year = new Label(Integer.toString(node.year()));
        year.getStyleClass().addAll("muted", "node-year");
        for (Label words : new Label[] {name, year}) words.managedProperty().bind(words.visibleProperty());
        VBox all = new VBox(frame, name, year);
        all.getStyleClass().add("node-all");
        setGraphic(all);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        controls.named(this, controls.texts().derived(
            () -> controls.texts().now(node.nameKey()) + ", " + node.year() + ", " + node.authors()), Shortcut.TAB);
        setOnAction(event -> chosen.run());
    }

    /**
     * Divides what room there is among picture and words.
     *
     * @param em   height of a letter, pixels
     * @param line of one line of words, which some fonts make higher than it need be
     * @param next from a line to the next, no more than that
     */
    void show(double width, double height, double em, double line, double next) {
        int lines = width < NAME * em ? 0 : (int) Math.max(0, Math.min(3, (height - PICTURE * em) / next));
        name.setVisible(lines > 0);
        name.setLineSpacing(next - line);
        year.setVisible(lines > 2);
        // Whole pixels: by less than one the last line is cut.
        double named = lines == 0 ? 0 : Math.ceil(line + (lines > 1 ? next : 0)),
            words = named + (lines > 2 ? line : 0) + FRAME,
            high = Math.max(FRAME, Math.min(height - words, width) - 2 * FRAME);
        name.setMaxSize(width, named);
        name.setPrefWidth(width);
        picture.setMinSize(width - 2 * FRAME, high);
        picture.setPrefSize(width - 2 * FRAME, high);
        picture.setMaxSize(width - 2 * FRAME, high);
    }

    /** Of the picture, where lines arrive. */
    double middle() {
        return picture.getPrefHeight() / 2 + FRAME;
    }

    void show(@Nullable Pixels pixels) {
        picture.show(pixels);
    }

    void mark(boolean chosen, boolean grown) {
        pseudoClassStateChanged(CHOSEN, chosen);
        pseudoClassStateChanged(GROWN, grown);
    }
}
