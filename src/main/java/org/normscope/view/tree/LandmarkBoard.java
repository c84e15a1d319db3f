package org.normscope.view.tree;

import javafx.beans.value.ChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.normscope.node.Knob;
import org.normscope.node.Landmarks;
import org.normscope.state.tree.TreeModel;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Panel;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;
import org.normscope.view.frame.Workbench;

/** Content and style side by side, on which landmarks are placed in pairs. */
final class LandmarkBoard {
    private final Workbench bench;
    private final TreeModel model;
    private final Controls controls;
    private final Texts texts;
    private final Knob.Marks knob;
    private final MarkedPicture content;
    private final MarkedPicture style;
    private final Panel panel;
    /** Held here: what is watched holds it weakly. */
    private final ChangeListener<Object> follows = (property, old, now) -> follow();

    LandmarkBoard(Workbench bench, TreeModel model, Knob.Marks knob) {
        this.bench = bench;
        this.model = model;
        this.knob = knob;
        controls = bench.controls();
        texts = bench.texts();
        content = picture(false);
        style = picture(true);
        panel = controls.panel(knob.nameKey(), this::inside);
    }

    Button button() {
        Button button = controls.button(knob.nameKey(), Shortcut.TAB, () -> { });
        button.setOnAction(event -> panel.toggle(button));
        button.textProperty().unbind();
        button.textProperty().bind(texts.derived(() -> landmarks().pairs().isEmpty() ? texts.now("tree.landmarks.none")
            : texts.now("tree.landmarks.pairs", landmarks().pairs().size()), model.settings()));
        return button;
    }

    private VBox inside() {
        Label how = controls.label("tree.landmarks.how", "muted");
        how.setWrapText(true);
        how.setMinHeight(Region.USE_PREF_SIZE);
        Button clear = controls.button("tree.landmarks.clear", MaterialDesignD.DELETE_OUTLINE, Shortcut.TAB,
            () -> model.setLandmarks(knob, Landmarks.NONE));
        clear.disableProperty().bind(model.settings().map(now -> landmarks().pairs().isEmpty()));
        HBox pictures = new HBox(content, style);
        pictures.getStyleClass().add("knob-row");
        VBox all = new VBox(controls.label(knob.nameKey(), "strong"), how, pictures, clear);
        all.getStyleClass().addAll("section", "landmark-board");
        model.settings().addListener(follows);
        model.opened().addListener(follows);
        follow();
        return all;
    }

    /** Of the node before the board may still hear. */
    private Landmarks landmarks() {
        return model.node().knobs().contains(knob) ? model.knobs().landmarks(knob.key()) : Landmarks.NONE;
    }

    private void follow() {
        content.show(model.content());
        style.show(model.style());
        content.mark(landmarks().pairs().stream().map(pair -> new double[] {pair.x(), pair.y()}).toList());
        style.mark(landmarks().pairs().stream().map(pair -> new double[] {pair.styleX(), pair.styleY()}).toList());
    }

    private MarkedPicture picture(boolean ofStyle) {
        return new MarkedPicture(controls, new MarkedPicture.Hand() {
            @Override public void add(double x, double y) {
                model.setLandmarks(knob, landmarks().with(new Landmarks.Pair(x, y, x, y)));
            }

            @Override public void begin() { bench.app().beginGesture(); }

            @Override public void move(int mark, double x, double y) {
                if (mark >= landmarks().pairs().size()) return;
                Landmarks.Pair was = landmarks().pairs().get(mark);
                model.setLandmarks(knob, landmarks().with(mark, ofStyle
                    ? new Landmarks.Pair(was.x(), was.y(), x, y) : new Landmarks.Pair(x, y, was.styleX(),
                    was.styleY())));
            }

            @Override public void end() { bench.app().endGesture(); }

            @Override public void remove(int mark) { model.setLandmarks(knob, landmarks().without(mark)); }
        }, number -> texts.of(ofStyle ? "tree.landmark.style" : "tree.landmark.content", String.valueOf(number + 1)));
    }
}
