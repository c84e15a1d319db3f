package org.normscope.onnx.gradient;

import java.util.List;

/** A weighted sum of channels. */
final class DirectionObjective extends Objective {
    private final String maps;
    private final float[] weights;

    DirectionObjective(String maps, float... weights) {
        super(List.of(maps));
        this.maps = maps;
        this.weights = weights.clone();
    }

    @Override
    String write(Draft draft) {
        double[] cells = new double[weights.length];
        for (int i = 0; i < cells.length; i++) cells[i] = weights[i];
        String means = draft.reduced("ReduceMean", draft.reshaped(maps, draft.integers(0, 0, -1)), 2);
        return draft.total(draft.op("Mul", means, draft.constant(draft.type(maps), new int[] {cells.length, 1},
            cells)));
    }
}
