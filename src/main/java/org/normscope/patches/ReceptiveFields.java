package org.normscope.patches;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.normscope.image.Preprocessing;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Walks a graph once, in running order, and tells for every layer which pixels its cells see: kernels, strides, pads,
 * dilations, ceil mode, branches, pooling, resizing, all from the operators' own attributes. An operator that is not
 * known is taken to see the whole picture, and the field says so.
 */
public final class ReceptiveFields {
    /** Where what depends on the picture ends: its shape is none of its content. */
    private static final Set<String> SHAPE_ONLY = Set.of("Shape", "Size", "ConstantOfShape");
    private static final Set<String> CELL_BY_CELL = Set.of(
        "Abs", "Acos", "Acosh", "Add", "And", "Asin", "Asinh", "Atan", "Atanh", "BatchNormalization", "BiasGelu", "BitShift", "Cast",
        "CastLike", "Ceil", "Celu", "Clip", "Cos", "Cosh", "DequantizeLinear", "Div", "Dropout", "DynamicQuantizeLinear", "Elu",
        "Equal", "Erf", "Exp", "Expand", "FastGelu", "Floor", "Gelu", "Greater", "GreaterOrEqual", "HardSigmoid", "HardSwish",
        "Identity", "IsInf", "IsNaN", "LRN", "LeakyRelu", "Less", "LessOrEqual", "Log", "Max", "Mean", "Min", "Mish", "Mod", "Mul",
        "Neg", "Not", "Or", "PRelu", "Pow", "QLinearAdd", "QLinearLeakyRelu", "QLinearMul", "QLinearSigmoid", "QuantizeLinear",
        "QuickGelu", "Reciprocal", "Relu", "Round", "Selu", "Shrink", "Sigmoid", "Sign", "Sin", "Sinh", "Softplus", "Softsign",
        "Sqrt", "Sub", "Sum", "Swish", "Tan", "Tanh", "ThresholdedRelu", "Where", "Xor");

    private final Graph graph;
    private final Parameters parameters;
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, Sight> sights = new HashMap<>();

    private ReceptiveFields(Network network, GraphRunner runner) {
        graph = network.graph();
        network.layers().forEach(layer -> shapes.put(layer.output(), layer.shape()));
        Preprocessing preprocessing = network.spec().preprocessing();
        int channels = preprocessing.order() == Preprocessing.Order.GRAY ? 1 : 3;
        Tensor picture = Tensor.zeros(Shape.of(1, channels, preprocessing.height(), preprocessing.width()));
        parameters = new Parameters(network, picture, runner);
        Shape channelsLast = Shape.of(1, preprocessing.height(), preprocessing.width(), channels);
        network.feeds(picture).forEach((input, fed) -> {
            if (fed.shape().equals(picture.shape())) sights.put(input, Sight.picture(fed.shape(), 2, 3));
            else if (fed.shape().equals(channelsLast)) sights.put(input, Sight.picture(fed.shape(), 1, 2));
        });
    }

    /**
     * The receptive field of every layer, by its name, in the network's order, at the network's input size.
     *
     * @param runner computes pads, starts and scales that the graph computes from shapes
     */
    public static Map<String, ReceptiveField> of(Network network, GraphRunner runner) {
        ReceptiveFields walk = new ReceptiveFields(network, runner);
        walk.graph.nodes().forEach(walk::visit);
        Map<String, ReceptiveField> fields = new LinkedHashMap<>();
        for (Layer layer : network.layers()) fields.put(layer.name(), walk.sights.get(layer.output()).reshaped(layer.shape()).field());
        return fields;
    }

    private void visit(Node node) {
        if (SHAPE_ONLY.contains(node.operator()) || node.reads().stream().noneMatch(sights::containsKey)) return;
        if (node.operator().equals("Split")) {
            split(node);
            return;
        }
        Sight seen = seen(node, shapes.getOrDefault(node.output(), Shape.of()));
        node.outputs().forEach(output -> sights.put(output, seen));
    }

    private Sight seen(Node node, Shape to) {
        Sight data = sights.get(node.input(0));
        boolean maps = data != null && data.asMaps() && to.rank() == 4;
        switch (node.operator()) {
            case "Conv", "FusedConv", "ConvInteger", "QLinearConv", "MaxPool", "AveragePool", "LpPool", "QLinearAveragePool":
                return maps ? window(node, data, to) : unknown(node, to);
            case "ConvTranspose":
                return maps ? transposed(node, data, to) : unknown(node, to);
            case "Resize", "Upsample":
                return maps ? resize(node, data, to) : unknown(node, to);
            case "DepthToSpace", "SpaceToDepth":
                return maps ? blocks(node, data, to) : unknown(node, to);
            case "Concat", "QLinearConcat":
                return concat(node, to);
            case "InstanceNormalization", "GroupNormalization", "GroupNorm", "SkipGroupNorm", "MeanVarianceNormalization":
                return together(node, to).withStatistics();
            default:
                break;
        }
        if (Normalizer.is(node)) {
            Sight together = together(node, to);
            return Normalizer.crossesCells(node, together) ? together.withStatistics() : together;
        }
        if (CELL_BY_CELL.contains(node.operator())) return together(node, to);
        Layout layout = new Layout(node, parameters, to);
        return data != null && layout.knows() ? layout.of(data) : unknown(node, to);
    }

    private Sight window(Node node, Sight data, Shape to) {
        int[] kernel = kernel(node);
        if (kernel.length != 2) return unknown(node, to);
        Window rows = Window.of(node, 0, kernel[0], data.rows(), to.h()), columns = Window.of(node, 1, kernel[1], data.columns(), to.w());
        return data.mapped(reach -> rows.over(reach, to.h()), reach -> columns.over(reach, to.w()), to);
    }

    private Sight transposed(Node node, Sight data, Shape to) {
        int[] kernel = kernel(node);
        if (kernel.length != 2) return unknown(node, to);
        Window rows = Window.transposed(node, 0, kernel[0], data.rows(), to.h());
        Window columns = Window.transposed(node, 1, kernel[1], data.columns(), to.w());
        return data.mapped(reach -> rows.transposedOver(reach, to.h()), reach -> columns.transposedOver(reach, to.w()), to);
    }

    /** As said, else the extents of the weights; none where these are computed. */
    private int[] kernel(Node node) {
        return node.integers("kernel_shape").orElseGet(() -> {
            String weights = node.input(node.operator().equals("QLinearConv") ? 3 : 1);
            return graph.constant(weights).map(w -> new int[] {w.shape().extent(2), w.shape().extent(3)}).orElse(new int[0]);
        });
    }

    private Sight resize(Node node, Sight data, Shape to) {
        boolean crops = node.text("coordinate_transformation_mode", "").equals("tf_crop_and_resize");
        if (crops) return unknown(node, to);
        Resize rows = Resize.of(node, scale(node, 2, data.rows(), to.h()), data.rows(), to.h());
        Resize columns = Resize.of(node, scale(node, 3, data.columns(), to.w()), data.columns(), to.w());
        return data.mapped(rows::over, columns::over, to);
    }

    /** As said where it is said as a scale, else by the extents. */
    private double scale(Node node, int axis, int inputs, int outputs) {
        int[] axes = node.integers("axes").orElse(new int[] {0, 1, 2, 3});
        int scales = node.operator().equals("Upsample") || node.inputs().size() == 2 ? 1 : 2;
        float[] said = node.reals("scales").isEmpty() ? parameters.reals(node, scales)
            : new float[] {1, 1, node.reals("scales").get(2), node.reals("scales").get(3)};
        for (int i = 0; i < said.length && i < axes.length; i++) if (Math.floorMod(axes[i], 4) == axis) return said[i];
        return (double) outputs / inputs;
    }

    private Sight blocks(Node node, Sight data, Shape to) {
        int side = (int) node.integer("blocksize", 1);
        if (node.operator().equals("SpaceToDepth")) {
            Window block = new Window(side, side, 1, 0);
            return data.mapped(reach -> block.over(reach, to.h()), reach -> block.over(reach, to.w()), to);
        }
        return data.mapped(reach -> reach.behind(to.h(), i -> new int[] {i / side}, 1.0 / side, 0, 1),
            reach -> reach.behind(to.w(), i -> new int[] {i / side}, 1.0 / side, 0, 1), to);
    }

    /**
     * Operands of one shape, or broadcast. One that has a single cell where the others have many was pooled from whole
     * maps: a statistic, or a gate.
     */
    private Sight together(Node node, Shape to) {
        List<Sight> operands = node.inputs().stream().filter(sights::containsKey).map(sights::get).toList();
        Sight all = null;
        boolean statistics = operands.stream().anyMatch(Sight::statistics);
        int most = operands.stream().mapToInt(operand -> operand.rows() * operand.columns()).max().orElse(1);
        for (Sight operand : operands) {
            if (operand.rows() * operand.columns() < most) {
                statistics = true;
                continue;
            }
            Sight aligned = aligned(operand, to);
            if (all != null && (all.rows() != aligned.rows() || all.columns() != aligned.columns() || all.rowAxis() != aligned.rowAxis())) {
                return unknown(node, to);
            }
            all = all == null ? aligned : all.and(aligned);
        }
        if (all == null) return unknown(node, to);
        return statistics ? all.withStatistics() : all;
    }

    /** An operand of fewer axes than the result stands for its last ones. A lone cell may be spread over the result. */
    private static Sight aligned(Sight operand, Shape to) {
        int added = to.rank() - operand.shape().rank();
        if (operand.folded() != null) return operand.reshaped(to);
        if (operand.singleCell() && to.rank() == 4 && to.plane() > 1) {
            return operand.mapped(reach -> reach.repeated(to.h()), reach -> reach.repeated(to.w()), to);
        }
        if (operand.rowAxis() == Sight.NONE) return operand.reshaped(to);
        return operand.at(operand.rowAxis() + added, operand.columnAxis() + added, to);
    }

    private Sight concat(Node node, Shape to) {
        int axis = Math.floorMod((int) node.integer("axis", 1), Math.max(1, to.rank()));
        List<Sight> parts = node.inputs().stream().filter(sights::containsKey).map(sights::get).toList();
        Sight first = parts.get(0);
        boolean along = axis == first.rowAxis() || axis == first.columnAxis();
        if (!along) return together(node, to);
        if (parts.size() < node.inputs().size() || parts.stream().anyMatch(part -> part.branches().size() > 1)) return unknown(node, to);
        Reach rows = first.branches().get(0).rows(), columns = first.branches().get(0).columns();
        boolean down = axis == first.rowAxis();
        for (Sight part : parts.subList(1, parts.size())) {
            Reach nextRows = part.branches().get(0).rows(), nextColumns = part.branches().get(0).columns();
            if (!(down ? columns.equals(nextColumns) : rows.equals(nextRows))) return unknown(node, to);
            rows = down ? rows.beside(nextRows) : rows;
            columns = down ? columns : columns.beside(nextColumns);
        }
        Reach allRows = rows, allColumns = columns;
        Sight joined = first.mapped(reach -> allRows, reach -> allColumns, first.rowAxis(), first.columnAxis(), to);
        return parts.stream().anyMatch(Sight::statistics) ? joined.withStatistics() : joined;
    }

    private void split(Node node) {
        Sight data = sights.get(node.input(0));
        int rank = Math.max(1, data.shape().rank()), axis = Math.floorMod((int) node.integer("axis", 0), rank);
        boolean along = data.folded() != null || axis == data.rowAxis() || axis == data.columnAxis();
        for (String output : node.outputs()) sights.put(output, along ? data.whole(data.shape(), node.operator()) : data);
    }

    private Sight unknown(Node node, Shape to) {
        Sight any = node.reads().stream().filter(sights::containsKey).map(sights::get).reduce(Sight::and).orElseThrow();
        return any.whole(to, node.operator());
    }
}
