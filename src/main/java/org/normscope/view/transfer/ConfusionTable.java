package org.normscope.view.transfer;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.normscope.view.control.Controls;

/**
 * What is taken for what: a row for each class, a column for what is said. Names of columns that are too wide for them
 * stand in two or three lines by turns, so that each has the room of its neighbours, too.
 */
final class ConfusionTable extends Region {
    private static final double GAP = 3, APART = 6, WIDEST_NAME = .34;
    private static final int MOST_LINES = 3;

    private final List<Label> heads = new ArrayList<>(), names = new ArrayList<>();
    private final List<Button> cells = new ArrayList<>();

    ConfusionTable() {
        getStyleClass().add("confusion");
        setMinWidth(0);
        setMinHeight(USE_PREF_SIZE);
    }

    /**
     * @param classes their names; none for no table
     * @param buttons of the table row by row, as many as classes squared
     */
    void show(List<String> classes, List<Button> buttons) {
        heads.clear();
        names.clear();
        cells.clear();
        classes.forEach(name -> {
            heads.add(name(name));
            names.add(name(name));
        });
        heads.forEach(head -> head.setAlignment(Pos.BOTTOM_CENTER));
        cells.addAll(buttons);
        getChildren().setAll(heads);
        getChildren().addAll(names);
        getChildren().addAll(cells);
    }

    private static Label name(String words) {
        Label name = Controls.told(new Label(words));
        name.getStyleClass().add("tiny");
        return name;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return names.isEmpty() ? 0 : lines(width < 0 ? getWidth() : width) * line() + names.size() * (row() + GAP);
    }

    /** Where the columns begin. */
    private double left(double width) {
        return Math.min(Math.ceil(widest(names)) + APART, width * WIDEST_NAME);
    }

    private double column(double width) {
        return (width - left(width)) / names.size();
    }

    private int lines(double width) {
        return (int) Math.max(1, Math.min(MOST_LINES, Math.ceil((widest(heads) + GAP) / Math.max(1, column(width)))));
    }

    private double line() {
        return heads.get(0).prefHeight(-1) + 1;
    }

    private double row() {
        return Math.max(cells.get(0).prefHeight(-1), names.get(0).prefHeight(-1));
    }

    private static double widest(List<Label> labels) {
        return labels.stream().mapToDouble(label -> label.prefWidth(-1)).max().orElse(0);
    }

    @Override
    protected void layoutChildren() {
        if (names.isEmpty()) return;
        double left = left(getWidth()), column = column(getWidth()), row = row();
        int lines = lines(getWidth()), count = names.size();
        for (int i = 0; i < count; i++) {
            double middle = left + (i + .5) * column, y = lines * line() + i * (row + GAP),
                wide = Math.min(Math.ceil(heads.get(i).prefWidth(-1)), lines * column - GAP);
            // The last one has no neighbour at its right.
            double x = Math.max(0, Math.min(middle - wide / 2, getWidth() - wide));
            heads.get(i).resizeRelocate(snapPositionX(x), (lines - 1 - i % lines) * line(), wide, line());
            names.get(i).resizeRelocate(0, y, left - APART, row);
            for (int said = 0; said < count; said++) {
                double from = snapPositionX(left + said * column), to = snapPositionX(left + (said + 1) * column - GAP);
                cells.get(i * count + said).resizeRelocate(from, y, to - from, row);
            }
        }
    }
}
