package org.normscope.view.layers;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Region;

/** Equal squares in rows, each with words above and below; in so many rows that the squares are as large as can be. */
final class ConceptGrid extends Region {
    private static final double GAP = 18, BREATH = 4;

    /** @param square what fills the square */
    record Cell(Region head, Region square, Region foot) { }

    private final List<Cell> cells = new ArrayList<>();

    ConceptGrid() {
        setMinSize(0, 0);
    }

    void show(List<Cell> next) {
        cells.clear();
        cells.addAll(next);
        getChildren().clear();
        next.forEach(cell -> getChildren().addAll(cell.head(), cell.square(), cell.foot()));
    }

    private double words(double width) {
        return cells.stream().mapToDouble(cell -> cell.head().prefHeight(width) + cell.foot().prefHeight(width))
            .max().orElse(0) + 2 * BREATH;
    }

    private double side(int columns) {
        double width = (getWidth() - GAP * (columns - 1)) / columns;
        int rows = rows(columns);
        return Math.floor(Math.min(width, (getHeight() - GAP * (rows - 1)) / rows - words(width)));
    }

    private int rows(int columns) {
        return (cells.size() + columns - 1) / columns;
    }

    @Override
    protected void layoutChildren() {
        if (cells.isEmpty()) return;
        int columns = 1;
        for (int more = 2; more <= cells.size(); more++) if (side(more) > side(columns)) columns = more;
        double side = Math.max(0, side(columns)), step = Math.floor((getWidth() + GAP) / columns), wide = step - GAP,
            height = Math.floor((getHeight() + GAP) / rows(columns));
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            double x = i % columns * step, y = i / columns * height, head = cell.head().prefHeight(wide);
            cell.head().resizeRelocate(x, y, wide, head);
            cell.square().resizeRelocate(x, y + head + BREATH, side, side);
            cell.foot().resizeRelocate(x, y + head + side + 2 * BREATH, wide, cell.foot().prefHeight(wide));
        }
    }
}
