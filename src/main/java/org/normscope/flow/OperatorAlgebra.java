package org.normscope.flow;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.normscope.normalize.Affine;
import org.normscope.normalize.Algebra;
import org.normscope.normalize.Kernel;
import org.normscope.normalize.NotApplicableException;
import org.normscope.normalize.Residual;
import org.normscope.normalize.RunningStatistics;
import org.normscope.normalize.Site;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.GraphWriter;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Writes a normalization as operators of ONNX: as its own where there is one, else as elementary ones. The first
 * picture of a batch is the network's; the others stand in the file as they are.
 */
final class OperatorAlgebra implements Algebra<String> {
    private static final int LAYER_NORMALIZATION = 17, AXES_ARE_INPUTS = 18;

    private final GraphWriter writer;
    private final int opset;
    private final String label;
    private final Site site;
    private final Sources sources;
    private final Map<String, ElementType> types = new HashMap<>();
    private final Map<String, String> constants = new HashMap<>();
    private String maps = "";

    /**
     * The network's values, of one picture, in float32.
     *
     * @param input    of the layer that writes the maps; empty where it has no weights, as are shortcut and branch
     *     where nothing is added
     */
    record Sources(String maps, String input, String shortcut, String branch) { }

    /**
     * @param label what names begin with
     * @param site  the whole batch
     */
    OperatorAlgebra(GraphWriter writer, int opset, String label, Site site, Sources sources) {
        this.writer = writer;
        this.opset = opset;
        this.label = label;
        this.site = site;
        this.sources = sources;
    }

    private String op(String operator, Map<String, ?> attributes, String... reads) {
        String name = writer.name(label + "/" + operator);
        writer.add(operator, name, List.of(reads), List.of(name), attributes);
        types.put(name, type(reads[0]));
        return name;
    }

    private String op(String operator, String... reads) {
        return op(operator, Map.of(), reads);
    }

    private ElementType type(String value) {
        return types.getOrDefault(value, ElementType.FLOAT);
    }

    private String number(String like, double value) {
        return constant(type(like), new int[0], value);
    }

    private String integers(int... values) {
        return constant(ElementType.INT64, new int[] {values.length}, Arrays.stream(values).asDoubleStream().toArray());
    }

    private String constant(ElementType type, int[] extents, double... cells) {
        String key = type + Arrays.toString(extents) + Arrays.toString(cells);
        return constants.computeIfAbsent(key, missing -> {
            String name = writer.constant(label + "/constant", type, extents, cells);
            types.put(name, type);
            return name;
        });
    }

    /** Values of one picture, those of the batch's others behind them. */
    private String batch(String own, Tensor all) {
        Shape shape = all.shape();
        Shape one = Shape.of(1, shape.c(), shape.h(), shape.w());
        String first = reshaped(own, one.toArray());
        if (shape.n() == 1) return first;
        int size = one.size();
        String others = constant(Tensor.of(Shape.of(shape.n() - 1, shape.c(), shape.h(), shape.w()),
            Arrays.copyOfRange(all.data(), size, all.data().length)));
        return op("Concat", Map.of("axis", 0), first, others);
    }

    private static NotApplicableException missing() {
        return new NotApplicableException("norm.kernel.missing");
    }

    private Residual residual() {
        return site.residual().orElseThrow(() -> new NotApplicableException("norm.residual.missing"));
    }

    @Override
    public String maps() {
        if (maps.isEmpty()) maps = batch(sources.maps(), site.maps());
        return maps;
    }

    @Override
    public String shortcut() {
        return batch(sources.shortcut(), residual().shortcut());
    }

    @Override
    public String branch() {
        return batch(sources.branch(), residual().branch());
    }

    @Override
    public String patchSum(UnaryOperator<String> f) {
        Kernel kernel = site.kernel().orElseThrow(OperatorAlgebra::missing);
        Tensor input = site.input().orElseThrow(OperatorAlgebra::missing);
        Shape weights = kernel.weights().shape();
        String read = batch(sources.input(), input);
        if (weights.plane() == 1 && input.shape().c() != weights.c() * kernel.groups()) {
            read = reshaped(read, input.shape().n(), input.shape().c() * input.shape().plane(), 1, 1);
        }
        Tensor ones = Tensor.zeros(Shape.of(weights.n(), weights.c(), weights.h(), weights.w()));
        Arrays.fill(ones.data(), 1);
        int[] pads = kernel.pads();
        if (Arrays.stream(pads).anyMatch(pad -> pad < 0)) read = op("Pad", read, integers(0, 0, Math.min(0, pads[0]),
            Math.min(0, pads[1]), 0, 0, Math.min(0, pads[2]), Math.min(0, pads[3])));
        return op("Conv", Map.of("kernel_shape", new int[] {weights.h(), weights.w()}, "strides", kernel.strides(),
            "pads", Arrays.stream(pads).map(pad -> Math.max(0, pad)).toArray(), "dilations", kernel.dilations(),
            "group", kernel.groups()), f.apply(read), constant(ones));
    }

    @Override
    public String constant(Tensor cells) {
        double[] data = new double[cells.data().length];
        for (int i = 0; i < data.length; i++) data[i] = cells.data()[i];
        return writer.constant(label + "/constant", ElementType.FLOAT, cells.shape().toArray(), data);
    }

    @Override
    public String plus(String a, String b) {
        return op("Add", a, b);
    }

    @Override
    public String minus(String a, String b) {
        return op("Sub", a, b);
    }

    @Override
    public String times(String a, String b) {
        return op("Mul", a, b);
    }

    @Override
    public String plus(String a, double b) {
        return op("Add", a, number(a, b));
    }

    @Override
    public String times(String a, double b) {
        return op("Mul", a, number(a, b));
    }

    @Override
    public String mean(String x, int... axes) {
        return opset >= AXES_ARE_INPUTS ? op("ReduceMean", x, integers(axes))
            : op("ReduceMean", Map.of("axes", axes), x);
    }

    @Override
    public String sum(String x, int... axes) {
        return op("ReduceSum", x, integers(axes));
    }

    @Override
    public String power(String x, double exponent) {
        if (exponent >= 0) return op("Pow", x, number(x, exponent));
        String zero = op("Equal", x, number(x, 0)), one = number(x, 1);
        String safe = where(zero, one, x);
        String power = exponent == -1 ? op("Reciprocal", safe)
            : exponent == -.5 ? op("Reciprocal", op("Sqrt", safe)) : op("Pow", safe, number(x, exponent));
        return where(zero, number(x, 0), power);
    }

    private String where(String truth, String then, String otherwise) {
        String chosen = op("Where", truth, then, otherwise);
        types.put(chosen, type(otherwise));
        return chosen;
    }

    @Override
    public String inverseRoot(String x, double epsilon) {
        return epsilon == 0 ? power(x, -.5) : op("Reciprocal", op("Sqrt", plus(x, epsilon)));
    }

    @Override
    public String magnitude(String x) {
        return op("Abs", x);
    }

    @Override
    public String tanh(String x) {
        return op("Tanh", x);
    }

    @Override
    public String within(String x, double low, double high) {
        return op("Clip", x, number(x, low), number(x, high));
    }

    @Override
    public String channels(String x, int from, int to) {
        return op("Slice", x, integers(from), integers(to), integers(1));
    }

    @Override
    public String joined(List<String> parts) {
        return parts.size() == 1 ? parts.get(0) : op("Concat", Map.of("axis", 1), parts.toArray(String[]::new));
    }

    @Override
    public String reshaped(String x, int... extents) {
        return op("Reshape", x, integers(extents));
    }

    @Override
    public String product(String a, String b) {
        return op("MatMul", a, b);
    }

    @Override
    public String transposed(String x) {
        return op("Transpose", Map.of("perm", new int[] {0, 1, 3, 2}), x);
    }

    @Override
    public String exact(String x) {
        return cast(x, ElementType.DOUBLE);
    }

    @Override
    public String rounded(String x) {
        return cast(x, ElementType.FLOAT);
    }

    private String cast(String x, ElementType type) {
        String cast = op("Cast", Map.of("to", type.ordinal()), x);
        types.put(cast, type);
        return cast;
    }

    @Override
    public String windowSum(String x, int before, int after, boolean channels) {
        Shape shape = site.maps().shape();
        String read = channels ? reshaped(x, shape.n(), 1, shape.c(), shape.plane()) : x;
        int n = before + 1 + after;
        String mean = op("AveragePool", Map.of("kernel_shape", new int[] {n, channels ? 1 : n}, "pads",
            new int[] {before, channels ? 0 : before, after, channels ? 0 : after}, "count_include_pad", 1), read);
        String sum = times(mean, channels ? n : (double) n * n);
        return channels ? reshaped(sum, shape.n(), shape.c(), shape.h(), shape.w()) : sum;
    }

    @Override
    public String acrossChannels(String x, int n, double k, double alpha, double beta) {
        return op("LRN", Map.of("size", n, "alpha", alpha * n, "beta", beta, "bias", k), x);
    }

    @Override
    public String batch(String x, RunningStatistics kept, double epsilon, Affine affine) {
        return op("BatchNormalization", Map.of("epsilon", epsilon), x, vector(affine.gamma()), vector(affine.beta()),
            vector(kept.mean()), vector(kept.variance()));
    }

    private String vector(float... cells) {
        return writer.constant(label + "/vector", ElementType.FLOAT, new int[] {cells.length},
            IntStream.range(0, cells.length).mapToDouble(i -> cells[i]).toArray());
    }

    /** Statistics of the maps themselves have operators of their own where a picture's maps, or all of them, share. */
    @Override
    public String standardized(String x, double epsilon, int... axes) {
        Shape shape = site.maps().shape();
        boolean whole = Arrays.equals(axes, new int[] {1, 2, 3}), planes = Arrays.equals(axes, new int[] {2, 3});
        if (epsilon > 0 && whole && opset >= LAYER_NORMALIZATION) {
            Tensor ones = Tensor.zeros(Shape.of(shape.c(), shape.h(), shape.w()));
            Arrays.fill(ones.data(), 1);
            return op("LayerNormalization", Map.of("axis", -3, "epsilon", epsilon), x, constant(ones));
        }
        if (epsilon > 0 && planes && x.equals(maps())) {
            float[] ones = new float[shape.c()], zeros = new float[shape.c()];
            Arrays.fill(ones, 1);
            return op("InstanceNormalization", Map.of("epsilon", epsilon), x, vector(ones), vector(zeros));
        }
        return Algebra.super.standardized(x, epsilon, axes);
    }
}
