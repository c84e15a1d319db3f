package org.normscope.onnx.gradient;

import java.util.Arrays;
import java.util.List;

/** One channel of a value, over its whole map or at one place. */
final class UnitObjective extends Objective {
    enum Over { MEAN, PEAK, CELL, FIRING }

    private static final double SILENT = .1;

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

    /** The square of what is above 0, and of what is below as much as gives a silent unit a slope. */
    private String firing(Draft draft, String map) {
        String above = draft.op("Relu", map), silent = draft.op("Sub", map, above);
        return draft.op("Add", draft.op("Mul", above, above),
            draft.op("Mul", silent, draft.number(SILENT, draft.type(value))));
    }
}
