package org.normscope.patches;

import java.util.Set;
import org.normscope.onnx.Node;

/** Operators that divide cells by something taken over an axis: over channels it stays in the cell's place, over rows it does not. */
final class Normalizer {
    private static final Set<String> FROM_AXIS = Set.of("LayerNormalization", "RMSNormalization", "SimplifiedLayerNormalization");
    private static final Set<String> ON_AXIS = Set.of("LpNormalization", "Softmax", "LogSoftmax", "Hardmax");

    private Normalizer() { }

    static boolean is(Node node) {
        return FROM_AXIS.contains(node.operator()) || ON_AXIS.contains(node.operator());
    }

    /** Whether a cell's value depends on the cells of other places. */
    static boolean crossesCells(Node node, Sight data) {
        if (data.folded() != null) return true;
        if (data.singleCell()) return false;
        int axis = Math.floorMod((int) node.integer("axis", -1), data.shape().rank());
        int last = Math.max(data.rowAxis(), data.columnAxis());
        if (FROM_AXIS.contains(node.operator())) return axis <= last;
        return axis == data.rowAxis() || axis == data.columnAxis();
    }
}
