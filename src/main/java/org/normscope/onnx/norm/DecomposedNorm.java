package org.normscope.onnx.norm;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Footprint;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.Value;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * A normalization that an exporter wrote out in other operators: (x - mean) / sqrt(variance + eps), x / sqrt(mean x^2
 * + eps), x / |x|, (x - a) / sqrt(b + eps) with statistics that are constants, x / (k + f s)^beta with the sum of
 * squares s of neighbours, or the first of groups of channels;
 * each with gamma and beta behind it or in it, where they are constants. Told from the operators and who reads what
 * ({@link NormSearch}), never from names. Nobody else reads what is inside.
 *
 * @param operator the one that stands for it all: LayerNormalization, RMSNormalization, LpNormalization,
 *                 GroupNormalization, BatchNormalization, LRN
 * @param nodes    it takes; the last writes y
 * @param input    x
 * @param axes     that share statistics, as the file counts them; of groups the one that is parted, of constant
 *                 statistics the one that they lie along
 * @param gamma    as the file has it; null where there is none
 * @param beta     as gamma
 * @param groups   of a GroupNormalization, else 1
 * @param sample   whether its variance is divided by one less than its cells: gamma and epsilon are those that make the
 *                 same of the variance that is divided by them all
 * @param recorded statistics that are constants; null where they are the maps' own
 * @param neighbours of an LRN, where the shape of x is known; else null
 */
public record DecomposedNorm(String operator, List<Node> nodes, String input, int[] axes,
                             @Nullable Tensor gamma, @Nullable Tensor beta, Epsilon epsilon, int groups,
                             boolean sample, @Nullable Recorded recorded, @Nullable Neighbours neighbours) {
    /**
     * Statistics that are constants, one of each channel.
     *
     * @param mean     a
     * @param variance b; ones where the file has gamma / sqrt(b + eps) as one number, which is gamma then
     */
    public record Recorded(Tensor mean, Tensor variance) { }

    /**
     * x / (k + factor * sum of x^2)^beta.
     *
     * @param before   how many of them the sum takes before each
     * @param after    how many after it
     * @param channels whether they are channels, else rows and columns
     */
    public record Neighbours(int before, int after, boolean channels, double k, double factor, double beta) { }

    DecomposedNorm(String operator, List<Node> nodes, String input, int[] axes, @Nullable Tensor gamma,
                   @Nullable Tensor beta, Epsilon epsilon, int groups, boolean sample, @Nullable Recorded recorded) {
        this(operator, nodes, input, axes, gamma, beta, epsilon, groups, sample, recorded, null);
    }

    /** The value it writes. */
    public String output() {
        return nodes.get(nodes.size() - 1).output();
    }

    /**
     * The operator that stands for it all, where the axes are known: over all rows and columns alone it is instance
     * normalization, over the pictures of the batch too it is batch normalization with the batch's statistics.
     *
     * @param letters of its maps, by axis: NCHW, NHWC, NTC
     */
    public String operator(String letters) {
        if (!operator.equals("LayerNormalization")) return operator;
        String shared = Arrays.stream(axes).mapToObj(axis -> letters.substring(Math.floorMod(axis, letters.length()))
            .substring(0, 1)).collect(Collectors.joining());
        boolean places = letters.chars().filter(letter -> letter != 'N' && letter != 'C')
            .allMatch(letter -> shared.indexOf(letter) >= 0);
        if (shared.contains("C") || !places) return operator;
        return shared.contains("N") ? "BatchNormalization" : "InstanceNormalization";
    }

    /** Whether what it parts into groups, has constant statistics of, or counts neighbours of, is what it has to be. */
    public boolean fits(String letters) {
        if (operator.equals("LRN") && axes[0] > 1) return letters.endsWith("HW");
        return !operator.equals("GroupNormalization") && !operator.equals("LRN") && recorded == null
            || letters.charAt(Math.floorMod(axes[0], letters.length())) == 'C';
    }

    /**
     * The same of a variance over n: d / sqrt(v n / (n - 1) + eps) is k d / sqrt(v + k^2 eps), k^2 = (n - 1) / n;
     * beside the root, d / (sqrt(v n / (n - 1)) + eps) is k d / (sqrt(v) + k eps), as is the root's least.
     *
     * @param cells n
     */
    DecomposedNorm overCount(double cells) {
        double square = (cells - 1) / cells, k = Math.sqrt(square);
        float[] scale = gamma == null ? new float[] {1} : gamma.data().clone();
        for (int i = 0; i < scale.length; i++) scale[i] *= (float) k;
        Tensor scaled = Tensor.of(gamma == null ? Shape.of() : gamma.shape(), scale);
        Epsilon smaller = new Epsilon((float) (epsilon.value() * (epsilon.place() == Epsilon.Place.UNDER ? square : k)),
            epsilon.place());
        return new DecomposedNorm(operator, nodes, input, axes, scaled, beta, smaller, groups, true, recorded);
    }

    /** Whether nobody else reads what is inside, but for its extents. */
    boolean isClosed(Graph graph) {
        Set<Node> own = Set.copyOf(nodes);
        Set<String> outputs = graph.outputs().stream().map(Value::name).collect(Collectors.toSet());
        return nodes.stream().filter(node -> node != nodes.get(nodes.size() - 1)).flatMap(node -> node.outputs()
            .stream())
            .allMatch(value -> !outputs.contains(value) && graph.readers(value).stream()
                .allMatch(reader -> own.contains(reader) || reader.footprint() == Footprint.SHAPE));
    }
}
