package org.normscope.view.tree;

import java.util.regex.Pattern;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.MapChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.normscope.image.Pixels;
import org.normscope.node.TreeNode;
import org.normscope.state.tree.TreeModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.PictureView;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** A node in the timeline: its picture, and its name and year where there is room for them. */
final class NodeTile extends Button {
    private static final double FRAME = 3, SPACE = 1;
    /** Names stand so far off each other. */
    private static final double HAIR = 1;
    /** Where a name may go on in the next line. */
    private static final Pattern BREAKS = Pattern.compile("[ \n" + Texts.BREAK + "]");
    /** Its picture is of other pictures or knobs than the present ones. */
    static final PseudoClass OLD = PseudoClass.getPseudoClass("old");
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen"),
        GROWN = PseudoClass.getPseudoClass("grown");

    private final PictureView picture = new PictureView(12);
    private final Label name, year;
    private final StringBinding full, least;
    /** Whether there is room for the shortest name only. */
    private final BooleanProperty brief = new SimpleBooleanProperty();

    NodeTile(TreeNode node, Controls controls, TreeModel model) {
        getStyleClass().setAll("node-tile");
        picture.getStyleClass().add("node-picture");
        VBox frame = new VBox(picture);
        frame.getStyleClass().add("node-frame");
        frame.setMaxWidth(USE_PREF_SIZE);
        // Names of two people may break between them, words at their hyphen.
        full = controls.texts().derived(() ->
            controls.texts().now(node.shortKey()).replaceAll("[–-]", "$0" + Texts.BREAK));
        least = controls.texts().derived(() -> controls.texts().now(node.briefKey()));
        name = controls.label(controls.texts().derived(() -> brief.get() ? least.get() : full.get(), brief),
            "node-name");
        name.setWrapText(true);
        year = new Label(Integer.toString(node.year()));
        year.getStyleClass().addAll("muted", "node-year");
        for (Label words : new Label[] {name, year}) words.managedProperty().bind(words.visibleProperty());
        VBox all = new VBox(frame, name, year);
        all.getStyleClass().add("node-all");
        setGraphic(all);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        controls.named(this, controls.texts().derived(
            () -> controls.texts().now(node.nameKey()) + ", " + node.year() + ", " + node.authors()), Shortcut.TAB);
        setOnAction(event -> model.show(node.id()));
        model.thumbnails().addListener((MapChangeListener<String, Pixels>) change -> {
            if (change.getKey().equals(node.id())) picture.show(change.getValueAdded());
        });
        picture.show(model.thumbnails().get(node.id()));
        InvalidationListener aged = changed ->
            pseudoClassStateChanged(OLD, model.oldThumbnails().contains(node.id()));
        model.oldThumbnails().addListener(aged);
        aged.invalidated(model.oldThumbnails());
    }

    /** How many lines the name takes within a width, at most two; none where it has no room there. */
    int lines(double room) {
        return lines(full.get(), room);
    }

    /** Whether the name or, where that takes more lines than these, the shortest has room. */
    boolean named(double room, int lines) {
        int own = lines(room);
        return lines > 0 && (own > 0 && own <= lines || lines(least.get(), room) == 1);
    }

    private int lines(String said, double room) {
        Text words = new Text();
        words.setFont(name.getFont());
        for (String word : BREAKS.split(said)) {
            words.setText(word);
            if (words.getLayoutBounds().getWidth() > room - 2 * HAIR) return 0;
        }
        words.setText(said);
        double one = words.getLayoutBounds().getHeight() / said.lines().count();
        words.setWrappingWidth(room - 2 * HAIR);
        long lines = Math.round(words.getLayoutBounds().getHeight() / one);
        return lines > 2 ? 0 : (int) lines;
    }

    /**
     * Divides what room there is among picture and words.
     *
     * @param room   for the name, which may be wider than its picture
     * @param lines  for the names of all tiles; the shortest name where that is too few for this one
     * @param year   whether that has room, too
     */
    void show(double width, double height, double room, int lines, boolean year, Lines of) {
        int own = lines(room);
        brief.set(own == 0 || own > lines);
        name.setVisible(lines > 0);
        name.setLineSpacing(of.next - of.high);
        this.year.setVisible(year);
        double high = Math.max(FRAME, Math.min(height - of.taken(lines, year), width - 2 * FRAME)),
            over = (of.high - of.next) / 2;
        // Whole pixels: by less than one the last line is cut.
        double named = Math.ceil(of.high + (lines - 1) * of.next);
        name.setMinHeight(named);
        name.setMaxSize(room, named);
        VBox.setMargin(name, new Insets(-over, 0, -over, 0));
        name.setPrefWidth(room);
        picture.setMinSize(width - 2 * FRAME, high);
        picture.setPrefSize(width - 2 * FRAME, high);
        picture.setMaxSize(width - 2 * FRAME, high);
    }

    /**
     * Of names.
     *
     * @param high of one, pixels, which some fonts make higher than it need be
     * @param next from one to the next, no more than that
     */
    record Lines(double high, double next) {
        /** Of a tile's height by its words and its frame; by a pixel too little the last line is cut. */
        double taken(int lines, boolean year) {
            return 3 * FRAME + (lines > 0 ? SPACE + lines * next : 0) + (year ? SPACE + high : 0);
        }
    }

    /** Of the picture, where lines arrive. */
    double middle() {
        return picture.getPrefHeight() / 2 + FRAME;
    }

    void mark(boolean chosen, boolean grown) {
        pseudoClassStateChanged(CHOSEN, chosen);
        pseudoClassStateChanged(GROWN, grown);
    }
}
