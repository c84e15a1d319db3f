package org.normscope.onnx.gradient;

import java.util.Arrays;
import java.util.List;
import org.normscope.onnx.ElementType;

/** One channel of a value, over its whole map or at one place. */
final class UnitObjective extends Objective {
    enum Over { MEAN, PEAK, CELL, FIRING }

    private static final double SILENT = .1, FAR = 1e6;

    private final String value;
    private final Over over;
    private final int channel;
    private final int[] place;

    UnitObjective(String value, Over over, int channel, int... place) {
        super(List.of(value));
        this.value = value;
        this.over = over;
        this.channel = channel;
        this.place = place.clone();
    }

    @Override
    String write(Draft draft) {
        if (over == Over.CELL) {
            long[] starts = new long[place.length + 1], ends = new long[starts.length], axes = new long[starts.length];
            starts[0] = channel;
            for (int i = 0; i < place.length; i++) starts[i + 1] = place[i];
            Arrays.setAll(ends, i -> starts[i] + 1);
            Arrays.setAll(axes, i -> i + 1);
            return draft.total(draft.op("Slice", value, draft.integers(starts), draft.integers(ends),
                draft.integers(axes)));
        }
        String map = draft.part(draft.reshaped(value, draft.integers(0, 0, -1)), 1, channel, channel + 1L);
        return draft.total(draft.reduced(over == Over.PEAK ? "ReduceMax" : "ReduceMean",
            over == Over.FIRING ? firing(draft, map) : map, 2));
    }

    /**
     * The square of what is above 0, and of what is below as much as gives a silent unit a slope. Far beyond what
     * networks answer it grows as the cell does, not as its square, which would be no number.
     */
    private String firing(Draft draft, String map) {
        ElementType type = draft.type(value);
        String above = draft.op("Relu", map), silent = draft.op("Sub", map, above);
        String far = draft.op("Add", draft.op("Mul", above, draft.number(1 / FAR, type)), draft.number(1, type));
        return draft.op("Add", draft.op("Mul", above, draft.op("Div", above, far)),
            draft.op("Mul", silent, draft.number(SILENT, type)));
    }
}
