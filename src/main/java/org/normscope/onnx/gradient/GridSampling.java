package org.normscope.onnx.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.normscope.onnx.ElementType;

/**
 * Maps [N, C, H, W] read at the places of a grid [N, rows, columns, 2]: each cell gets back its share of the places
 * that were mixed of it, and the grid how the mixture changes as a place moves. At a cell's middle, where the slope
 * jumps, it is that behind it. Cubic mixtures and maps of other ranks are refused.
 */
final class GridSampling {
    static final Map<String, Rule> RULES = Map.of("GridSample", GridSampling::back);

    /**
     * One of the cells along an axis that places are mixed of; all [N, 1, places].
     *
     * @param index from 0 on, always inside
     * @param share of the mixture
     * @param slope by which the share changes with the grid's number
     */
    private record Cell(String index, String share, String slope) { }

    private final Step step;
    private final Draft draft;
    private final ElementType type;
    private final boolean nearest;

    private GridSampling(Step step) {
        this.step = step;
        draft = step.draft();
        // Places in halves would be told to a few hundred cells only.
        type = step.type() == ElementType.DOUBLE ? ElementType.DOUBLE : ElementType.FLOAT;
        nearest = step.node().text("mode", "linear").equals("nearest");
    }

    private static void back(Step step) {
        if (step.rank(0) != 4 || step.node().text("mode", "linear").contains("cubic")) {
            throw step.refused("onnx.gradient.operator");
        }
        new GridSampling(step).give();
    }

    private void give() {
        List<Cell> columns = along(3, 0), rows = along(2, 1);
        String g = draft.flat(draft.cast(step.g(), type)), all = draft.op("Shape", g);
        String width = count(3), maps = draft.flat(draft.cast(step.x(0), type));
        List<String> places = new ArrayList<>(), parts = new ArrayList<>(), toColumn = new ArrayList<>(),
            toRow = new ArrayList<>();
        for (Cell row : rows) {
            for (Cell column : columns) {
                String place = draft.op("Expand", draft.cast(draft.op("Add", draft.op("Mul", row.index, width),
                    column.index), ElementType.INT64), all);
                places.add(place);
                if (step.wants(0)) parts.add(draft.op("Mul", g, draft.op("Mul", row.share, column.share)));
                if (!step.wants(1) || nearest) continue;
                String change = draft.sum(draft.op("Mul", g, draft.op("GatherElements", Map.of("axis", 2), maps,
                    place)), 1);
                toColumn.add(draft.op("Mul", change, draft.op("Mul", row.share, column.slope)));
                toRow.add(draft.op("Mul", change, draft.op("Mul", row.slope, column.share)));
            }
        }
        if (step.wants(0)) step.give(0, draft.reshaped(draft.cast(spread(places, parts), step.type()),
            draft.shape(step.x(0))));
        if (!step.wants(1)) return;
        if (nearest) step.giveNothing(1);
        else step.give(1, draft.cast(draft.op("Concat", Map.of("axis", 3), asGrid(draft.plus(toColumn)),
            asGrid(draft.plus(toRow))), draft.type(step.x(1))));
    }

    private String spread(List<String> places, List<String> parts) {
        String cells = draft.op("Mul", draft.extent(step.x(0), 2), draft.extent(step.x(0), 3));
        Map<String, Integer> along = Map.of("axis", 2);
        return draft.added("ScatterElements", along, draft.joined(draft.extents(step.x(0), 0, 2), cells),
            draft.op("Concat", along, places.toArray(String[]::new)),
            draft.op("Concat", along, parts.toArray(String[]::new)));
    }

    /** [N, 1, places] as [N, rows, columns, 1]. */
    private String asGrid(String numbers) {
        return draft.reshaped(numbers, draft.joined(draft.extents(step.x(1), 0, 3), draft.integers(1)));
    }

    /** How many cells an axis of the maps has, a vector of one. */
    private String count(int axis) {
        return draft.cast(draft.extent(step.x(0), axis), type);
    }

    /** @param number which of the grid's two numbers tells the place along the axis */
    private List<Cell> along(int axis, int number) {
        boolean corners = step.node().integer("align_corners", 0) == 1;
        String at = draft.cast(draft.reshaped(draft.part(step.x(1), 3, number, number + 1), draft.integers(0, 1, -1)),
            type);
        String count = count(axis), last = draft.op("Sub", count, value(1));
        String scale = draft.op("Div", corners ? last : count, value(2));
        String place = draft.op("Sub", draft.op("Mul", draft.op("Add", at, value(1)), scale), value(corners ? 0 : .5));
        String slope = scale;
        switch (step.node().text("padding_mode", "zeros")) {
            case "border" -> {
                String inside = inside(place, last);
                slope = draft.op("Mul", scale, same(inside, place));
                place = inside;
            }
            case "reflection" -> {
                // There and back between the middles of the outermost cells, or their outer borders.
                String low = value(corners ? 0 : -.5), span = draft.op("Max", corners ? last : count, value(1));
                String from = draft.op("Sub", place, low);
                String round = draft.op("Mod", Map.of("fmod", 1), draft.op("Abs", from), draft.op("Mul", span,
                    value(2)));
                String back = draft.op("Sub", span, round);
                slope = draft.op("Mul", scale, draft.op("Mul", draft.op("Sign", from), draft.op("Sign", back)));
                place = draft.op("Add", low, draft.op("Sub", span, draft.op("Abs", back)));
            }
            default -> { }
        }
        if (nearest) return List.of(cell(draft.op("Round", place), last, value(1), value(0)));
        String first = draft.op("Floor", place), second = draft.op("Add", first, value(1));
        return List.of(cell(first, last, draft.op("Sub", second, place), draft.op("Neg", slope)),
            cell(second, last, draft.op("Sub", place, first), slope));
    }

    /** Beyond the maps lie zeros; where the padding leads back inside, the outermost cell once more. */
    private Cell cell(String index, String last, String share, String slope) {
        String inside = inside(index, last);
        if (!step.node().text("padding_mode", "zeros").equals("zeros")) return new Cell(inside, share, slope);
        String counts = same(inside, index);
        return new Cell(inside, draft.op("Mul", counts, share), draft.op("Mul", counts, slope));
    }

    private String inside(String place, String last) {
        return draft.op("Max", draft.op("Min", place, last), value(0));
    }

    /** 1 where two are equal, 0 elsewhere. */
    private String same(String one, String other) {
        return draft.mask(draft.op("Equal", one, other), type);
    }

    private String value(double number) {
        return draft.number(number, type);
    }
}
