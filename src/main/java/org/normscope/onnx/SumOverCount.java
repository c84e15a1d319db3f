package org.normscope.onnx;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

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

    /** Whether a node may be the last of one. */
    static boolean is(Node node) {
        return node.domain().isEmpty() && (node.operator().equals("Div") || node.operator().equals("Mul"));
    }

    static Optional<SumOverCount> of(Graph graph, Node last) {
        boolean inverse = last.operator().equals("Mul");
        return of(graph, last, 0, inverse).or(() -> inverse ? of(graph, last, 1, true) : Optional.empty());
    }

    private static Optional<SumOverCount> of(Graph graph, Node last, int side, boolean inverse) {
        return graph.writer(last.input(side)).filter(node -> node.domain().isEmpty()
                && (node.operator().equals("ReduceSum") || node.operator().equals("ReduceSumSquare"))
                && node.integer("keepdims", 1) != 0)
            .map(node -> new SumOverCount(node, axes(graph, node), last.input(1 - side), inverse))
            .filter(found -> found.axes.length > 0);
    }

    /** Where pictures share it, the number may be that of all the pictures of a run that takes so many. */
    boolean isMean(Graph graph, Map<String, Shape> shapes) {
        Shape shape = shapes.get(sum.input(0));
        Optional<Tensor> number = Constants.read(graph, count, shapes);
        if (shape == null || number.isEmpty() || number.get().data().length != 1) return false;
        boolean[] over = new boolean[shape.rank()];
        for (int axis : axes) over[Math.floorMod(axis, over.length)] = true;
        double cells = IntStream.range(0, over.length).filter(axis -> over[axis]).mapToDouble(shape::extent)
            .reduce(1, (a, b) -> a * b);
        double told = inverse ? 1 / number.get().data()[0] : number.get().data()[0];
        return isClose(told, cells) || over[0] && isClose(told, cells * batch(graph));
    }

    private static int batch(Graph graph) {
        return graph.inputs().stream().map(Value::extents).filter(extents -> extents != null && extents.length == 4)
            .mapToInt(extents -> extents[0]).findFirst().orElse(1);
    }

    private static boolean isClose(double one, double other) {
        return Math.abs(one - other) <= CLOSE * other;
    }

    /** Of a reduction, as the file counts them; none where it does not say. */
    static int[] axes(Graph graph, Node reduction) {
        return reduction.integers("axes").or(() -> graph.constant(reduction.input(1)).map(Folded::whole))
            .orElse(new int[0]);
    }
}
