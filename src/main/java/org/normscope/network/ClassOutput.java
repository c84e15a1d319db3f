package org.normscope.network;

import java.util.Optional;
import org.normscope.onnx.Footprint;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.Operator.Trait;
import org.normscope.tensor.Shape;

/**
 * Whether a list of numbers without names stands for classes, or for something else, as features do. Nothing in the
 * file says so; what computes it tells.
 */
final class ClassOutput {
    /** Numbers of classes are seldom multiples of this; numbers of features nearly always are. */
    private static final int FEATURES = 64;

    private ClassOutput() { }

    /** Whether a shape is that of several numbers for each picture. */
    static boolean isList(Shape shape) {
        boolean cells = shape.rank() == 4 && shape.plane() == 1;
        return (shape.rank() == 2 || cells) && shape.c() > 1;
    }

    /**
     * Classes are probabilities, or what a convolution or fully connected layer gives, averaged or not, as it stands.
     * What is cut off at zero or normalized at the end is features, and so are 512, 1280 or 2048 numbers of any origin.
     *
     * @param output of the graph, a list
     * @param count  of its numbers for a picture
     */
    static boolean isLikely(Graph graph, String output, int count) {
        Node last = computing(graph, output).orElse(null);
        if (last != null && (last.is(Trait.PROBABILITY) || last.is(Trait.LOG_PROBABILITY))) {
            return true;
        }
        if (count % FEATURES == 0) return false;
        if (last != null
            && (LayerKind.of(last.operator()) == LayerKind.POOLING || last.footprint() == Footprint.REDUCED)) {
            last = computing(graph, last.input(0)).orElse(null);
        }
        LayerKind kind = last == null ? LayerKind.OTHER : LayerKind.of(last.operator());
        return kind != LayerKind.ACTIVATION && kind != LayerKind.NORMALIZATION;
    }

    /** The node that computes a value, behind those that only arrange it anew. */
    static Optional<Node> computing(Graph graph, String value) {
        Optional<Node> last = graph.writer(value);
        while (last.isPresent() && last.get().is(Trait.ARRANGING)) last = graph.writer(last.get().input(0));
        return last;
    }
}
