package org.normscope.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Arranged;
import org.normscope.onnx.Arranged.Lie;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Footprint;
import org.normscope.onnx.Graph;
import org.normscope.onnx.LocalFunctions;
import org.normscope.onnx.Node;
import org.normscope.onnx.Value;
import org.normscope.onnx.norm.DecomposedNorm;
import org.normscope.onnx.norm.Epsilon.Place;
import org.normscope.onnx.norm.SampleVariance;
import org.normscope.onnx.norm.UnnamedNorm;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Finds what the screen should say of a network. */
final class Remarks {
    /** What keeps a length from zero and changes nothing else: none of the definition's, but nothing to be told. */
    private static final float SMALL = 1e-6f;

    private Remarks() { }

    /**
     * @param shapes   of values, for one picture
     * @param written  normalizations that an exporter wrote out in other operators
     * @param lies     of maps that lie otherwise than [N, C, H, W]
     * @param normless whether its manifest says that it has no normalization, so that none was folded either
     */
    static List<Network.Remark> of(Graph graph, PictureInputs inputs, List<Layer> layers, List<String> outputs,
        Map<String, Shape> shapes, List<DecomposedNorm> written, boolean normless, Collection<Lie> lies) {
        Shape first = Objects.requireNonNull(shapes.get(outputs.get(0)));
        List<Network.Remark> remarks = new ArrayList<>();
        boolean inside = graph.nodes().stream().flatMap(node -> node.operatorsInside().stream())
            .anyMatch(operator -> LayerKind.of(operator) == LayerKind.NORMALIZATION);
        if (inside) remarks.add(Network.Remark.INSIDE_BRANCH);
        Optional<Network.Remark> folded = FoldedBatchNorm.in(graph, layers, first, normless || inside);
        folded.ifPresent(remarks::add);
        if (folded.isEmpty() && !inside
            && layers.stream().noneMatch(layer -> layer.kind() == LayerKind.NORMALIZATION)) {
            remarks.add(Network.Remark.NO_NORMALIZATION);
        }
        int[] size = inputs.size();
        if (size[0] != Value.OPEN && size[1] != Value.OPEN) remarks.add(Network.Remark.FIXED_SIZE);
        if (inputs.batch() != Value.OPEN) remarks.add(Network.Remark.FIXED_BATCH);
        if (inputs.first().type() == ElementType.FLOAT16) remarks.add(Network.Remark.FLOAT16);
        if (inputs.pictures().size() + inputs.others().size() > 1) remarks.add(Network.Remark.SEVERAL_INPUTS);
        if (outputs.size() > 1) remarks.add(Network.Remark.SEVERAL_OUTPUTS);
        if (lies.stream().anyMatch(lie -> lie.letters().equals("NHWC"))) remarks.add(Network.Remark.CHANNELS_LAST);
        if (lies.stream().anyMatch(lie -> lie.letters().contains("T"))) remarks.add(Network.Remark.TOKENS);
        if (lies.stream().anyMatch(lie -> lie.letters().contains("D"))) remarks.add(Network.Remark.SLICES);
        if (!LocalFunctions.left(graph).isEmpty()) remarks.add(Network.Remark.FUNCTIONS);
        Set<String> normalized = layers.stream().filter(layer -> layer.kind() == LayerKind.NORMALIZATION)
            .map(layer -> Arranged.unmapped(layer.output())).collect(Collectors.toSet());
        List<DecomposedNorm> found = written.stream().filter(norm -> normalized.contains(norm.output())).toList();
        if (found.stream().anyMatch(DecomposedNorm::sample)) remarks.add(Network.Remark.SAMPLE_NORM);
        if (SampleVariance.isIn(graph, shapes, found)) remarks.add(Network.Remark.SAMPLE_VARIANCE);
        else if (UnnamedNorm.isIn(graph, shapes, found)) remarks.add(Network.Remark.IN_PARTS);
        List<Node> nodes = normalized.stream().flatMap(value -> graph.writer(value).stream()).toList();
        boolean beside = found.stream().anyMatch(norm -> norm.epsilon().place() != Place.UNDER
            && !(norm.operator().equals("LpNormalization") && norm.epsilon().value() <= SMALL))
            || nodes.stream().anyMatch(node -> NormalizationParameters.guard(node).place() != Place.UNDER);
        if (beside) remarks.add(Network.Remark.EPSILON_BESIDE);
        boolean ofCells = found.stream().anyMatch(norm -> ofCells(norm.gamma()) || ofCells(norm.beta()))
            || nodes.stream().filter(node -> node.footprint() == Footprint.FROM_AXIS).anyMatch(node ->
                ofCells(graph.constant(node.input(1)).orElse(null))
                    || ofCells(graph.constant(node.input(2)).orElse(null)));
        if (ofCells) remarks.add(Network.Remark.CELL_AFFINE);
        return List.copyOf(remarks);
    }

    /** Whether it changes along more than one axis. */
    private static boolean ofCells(@Nullable Tensor constant) {
        if (constant == null || constant.shape().rank() < 2) return false;
        Shape shape = constant.shape();
        float[] cells = constant.data();
        int along = 0;
        for (int axis = 0, after = cells.length; axis < shape.rank(); axis++) {
            int before = after, step = after / shape.extent(axis);
            after = step;
            if (IntStream.range(0, cells.length).anyMatch(i -> cells[i] != cells[i / before * before + i % step])) {
                along++;
            }
        }
        return along > 1;
    }
}
