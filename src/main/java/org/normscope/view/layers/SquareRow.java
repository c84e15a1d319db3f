package org.normscope.view.layers;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/** Equal squares side by side, each with words above and below; as large as all of them can be. */
final class SquareRow extends Region {
    private static final double GAP = 22, BREATH = 8;
    /** Least side of a square, pixels: below that its lines are lost. */
    private static final double LEAST = 130;

    /** @param square what fills the square */
    private record Column(Region head, Region square, Region foot) { }

    private final List<Column> columns = new ArrayList<>();

    SquareRow() {
        getStyleClass().add("square-row");
        setMinWidth(0);
    }

    void add(Region head, Region square, Region foot) {
        columns.add(new Column(head, square, foot));
        getChildren().addAll(head, square, foot);
    }

    private double head(double width) {
        return columns.stream().mapToDouble(column -> column.head().prefHeight(width)).max().orElse(0);
    }

    private double foot(double width) {
        return columns.stream().mapToDouble(column -> column.foot().prefHeight(width)).max().orElse(0);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double width) {
        double column = column(Math.max(width, 400));
        return head(column) + Math.min(column, LEAST) + foot(column) + 2 * BREATH;
    }

    @Override
    protected double computePrefHeight(double width) {
        double column = column(Math.max(width, 400));
        return head(column) + column + foot(column) + 2 * BREATH;
    }

    private double column(double width) {
        return Math.floor((width - GAP * (columns.size() - 1)) / columns.size());
    }

    @Override
    protected void layoutChildren() {
        double column = column(getWidth());
        double head = head(column), foot = foot(column);
        double side = Math.floor(Math.min(column, Math.max(LEAST, getHeight() - head - foot - 2 * BREATH)));
        // What width is left over where the height is short stands between the squares.
        double step = Math.floor((getWidth() - column) / Math.max(1, columns.size() - 1));
        for (int i = 0; i < columns.size(); i++) {
            double x = i * step;
            columns.get(i).head().resizeRelocate(x, 0, column, head);
            columns.get(i).square().resizeRelocate(x, head + BREATH, side, side);
            columns.get(i).foot().resizeRelocate(x, head + side + 2 * BREATH, column,
                Math.min(foot, Math.max(0, getHeight() - head - side - 2 * BREATH)));
        }
    }
}
