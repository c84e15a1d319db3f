package org.normscope.onnx.norm;

import java.util.Optional;
import org.normscope.onnx.Folded;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.Value;

/**
 * A sum over axes that is divided by a number, or multiplied by one over it: a mean where the number is that of the
 * cells.
 *
 * @param sum     ReduceSum or ReduceSumSquare
 * @param axes    as the file counts them
 * @param count   the value that holds the number
 * @param inverse whether that is one over it
 */
record SumOverCount(Node sum, int[] axes, String count, boolean inverse) {
    private static final float CLOSE = 2e-7f;

    /** @param by the operator that sums */
    static Optional<SumOverCount> of(Graph graph, Taken taken, Node last, String by) {
        boolean inverse = last.operator().equals("Mul");
        return taken.attempt(() -> of(graph, taken, last, 0, by))
            .or(() -> inverse ? taken.attempt(() -> of(graph, taken, last, 1, by)) : Optional.empty());
    }

    private static Optional<SumOverCount> of(Graph graph, Taken taken, Node last, int side, String by) {
        return taken.lifted(last.input(side), by)
            .map(node -> new SumOverCount(node, axes(graph, node), last.input(1 - side),
                last.operator().equals("Mul")))
            .filter(found -> found.axes.length > 0);
    }

    /** By what the sum is divided; NaN where that is no constant. */
    double told(Taken taken) {
        double number = taken.number(count).orElse(Double.NaN);
        return inverse ? 1 / number : number;
    }

    /** How many pictures a run takes. */
    static int batch(Graph graph) {
        return graph.inputs().stream().map(Value::extents).filter(extents -> extents != null && extents.length == 4)
            .mapToInt(extents -> extents[0]).findFirst().orElse(1);
    }

    static boolean isClose(double one, double other) {
        return Math.abs(one - other) <= CLOSE * other;
    }

    /** Of a reduction, as the file counts them; none where it does not say. */
    static int[] axes(Graph graph, Node reduction) {
        return reduction.integers("axes").or(() -> graph.constant(reduction.input(1)).map(Folded::whole))
            .orElse(new int[0]);
    }
}
