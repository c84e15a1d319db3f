package org.normscope.onnx;

import static org.normscope.onnx.ElementType.FLOAT;
import static org.normscope.onnx.ElementType.INT32;
import static org.normscope.onnx.ElementType.INT64;
import static org.normscope.onnx.ElementType.STRING;
import static org.normscope.onnx.ElementType.UINT8;
import static org.normscope.onnx.FoldedCells.both;
import static org.normscope.onnx.FoldedCells.compared;
import static org.normscope.onnx.FoldedCells.each;
import static org.normscope.onnx.Footprint.BLOCKS_SPREAD;
import static org.normscope.onnx.Footprint.BLOCKS_STACKED;
import static org.normscope.onnx.Footprint.CONNECTED;
import static org.normscope.onnx.Footprint.CONTRACTED;
import static org.normscope.onnx.Footprint.CROPPED;
import static org.normscope.onnx.Footprint.CUMULATED;
import static org.normscope.onnx.Footprint.DATA;
import static org.normscope.onnx.Footprint.FROM_AXIS;
import static org.normscope.onnx.Footprint.GATHERED;
import static org.normscope.onnx.Footprint.ITSELF;
import static org.normscope.onnx.Footprint.JOINED;
import static org.normscope.onnx.Footprint.MAPS;
import static org.normscope.onnx.Footprint.ON_AXIS;
import static org.normscope.onnx.Footprint.PADDED;
import static org.normscope.onnx.Footprint.PARTED;
import static org.normscope.onnx.Footprint.POOLED;
import static org.normscope.onnx.Footprint.REDUCED;
import static org.normscope.onnx.Footprint.REPEATED;
import static org.normscope.onnx.Footprint.RESHAPED;
import static org.normscope.onnx.Footprint.RESIZED;
import static org.normscope.onnx.Footprint.SHAPE;
import static org.normscope.onnx.Footprint.SLICED;
import static org.normscope.onnx.Footprint.TRANSPOSED;
import static org.normscope.onnx.Footprint.UNKNOWN;
import static org.normscope.onnx.Footprint.WINDOW;
import static org.normscope.onnx.Footprint.WINDOW_TRANSPOSED;
import static org.normscope.onnx.Operator.Kind.ACTIVATION;
import static org.normscope.onnx.Operator.Kind.ADD;
import static org.normscope.onnx.Operator.Kind.CONCAT;
import static org.normscope.onnx.Operator.Kind.CONVOLUTION;
import static org.normscope.onnx.Operator.Kind.FULLY_CONNECTED;
import static org.normscope.onnx.Operator.Kind.NORMALIZATION;
import static org.normscope.onnx.Operator.Kind.POOLING;
import static org.normscope.onnx.Operator.Trait.ARRANGING;
import static org.normscope.onnx.Operator.Trait.LOG_PROBABILITY;
import static org.normscope.onnx.Operator.Trait.PROBABILITY;
import static org.normscope.onnx.Operator.Trait.QUANTIZED;
import static org.normscope.onnx.Operator.Trait.RANDOM;
import static org.normscope.onnx.Operator.row;
import static org.normscope.onnx.TypeRule.AS_FIRST;
import static org.normscope.onnx.TypeRule.TRUTH;
import static org.normscope.onnx.TypeRule.WHOLE;
import static org.normscope.onnx.TypeRule.as;
import static org.normscope.onnx.TypeRule.body;
import static org.normscope.onnx.TypeRule.byOutput;
import static org.normscope.onnx.TypeRule.held;
import static org.normscope.onnx.TypeRule.listOfFirst;
import static org.normscope.onnx.TypeRule.memberOfFirst;
import static org.normscope.onnx.TypeRule.said;
import static org.normscope.onnx.TypeRule.saidOrFirst;
import static org.normscope.onnx.TypeRule.tensor;
import static org.normscope.onnx.TypeRule.where;

import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that NormScope knows of ONNX's operators and of those that ONNX Runtime adds, a row each. Whoever tells operators
 * apart by what they do asks here, so that a new one is one row. An operator without a row still runs: it is a layer of
 * kind "other", gives what type it reads and is taken to see the whole picture. Sources: ONNX Operators.md, ONNX
 * Runtime ContribOperators.md.
 */
public final class Operators {
    private static final Map<String, Operator> ROWS =
        rows().collect(Collectors.toUnmodifiableMap(Operator::name, Function.identity()));

    private Operators() { }

    /** The row of an operator, whatever domain it is of; of one that has none, what is true of any. */
    public static Operator of(String name) {
        Operator known = ROWS.get(name);
        return known == null ? row(name, UNKNOWN) : known;
    }

    public static boolean known(String name) {
        return ROWS.containsKey(name);
    }

    /** Names of all that have a row. */
    public static Stream<String> names() {
        return ROWS.keySet().stream();
    }

    private static Stream<Operator> rows() {
        return Stream.of(linear(), normalizations(), activations(), arithmetic(), comparisons(), quantized(),
            moving(), reducing(), shapes(), control(), others()).flatMap(rows -> rows);
    }

    private static Stream<Operator> linear() {
        return Stream.of(
            row("Conv", CONVOLUTION, WINDOW).folds(FoldedWindows.CONVOLVED),
            row("FusedConv", CONVOLUTION, WINDOW),
            row("ConvTranspose", CONVOLUTION, WINDOW_TRANSPOSED).brief("ConvT"),
            row("ConvInteger", CONVOLUTION, WINDOW).type(tensor(INT32)).with(QUANTIZED),
            row("DeformConv", CONVOLUTION, DATA),
            row("Gemm", FULLY_CONNECTED, CONNECTED),
            row("FusedGemm", FULLY_CONNECTED, CONNECTED),
            row("MatMul", FULLY_CONNECTED, CONNECTED),
            row("FusedMatMul", FULLY_CONNECTED, CONNECTED),
            row("TransposeMatMul", FULLY_CONNECTED, CONNECTED),
            row("MatMulInteger", FULLY_CONNECTED, CONNECTED).type(tensor(INT32)).with(QUANTIZED),
            row("MatMulIntegerToFloat", FULLY_CONNECTED, CONNECTED).type(tensor(FLOAT)).with(QUANTIZED),
            row("DynamicQuantizeMatMul", FULLY_CONNECTED, CONNECTED).type(tensor(FLOAT)).with(QUANTIZED),
            row("MatMulNBits", FULLY_CONNECTED, CONNECTED),
            row("Einsum", CONTRACTED),
            row("MaxPool", POOLING, WINDOW).type(byOutput(AS_FIRST, WHOLE)),
            row("AveragePool", POOLING, WINDOW).brief("AvgPool").folds(FoldedWindows.AVERAGED),
            row("LpPool", POOLING, WINDOW),
            row("GlobalAveragePool", POOLING, POOLED).brief("GlobalAvg"),
            row("GlobalMaxPool", POOLING, POOLED), row("GlobalLpPool", POOLING, POOLED),
            row("MaxRoiPool", POOLING, DATA),
            row("RoiAlign", DATA).changed(16),
            row("MaxUnpool", DATA),
            row("RNN", UNKNOWN), row("GRU", UNKNOWN), row("LSTM", UNKNOWN));
    }

    private static Stream<Operator> normalizations() {
        TypeRule skipped = byOutput(AS_FIRST, TypeRule.FLOAT, TypeRule.FLOAT, AS_FIRST);
        return Stream.of(
            row("BatchNormalization", NORMALIZATION, ITSELF).changed(9, 14).brief("BN")
                .type(byOutput(AS_FIRST, as(3), as(4))),
            row("InstanceNormalization", NORMALIZATION, MAPS).brief("IN"),
            row("GroupNormalization", NORMALIZATION, MAPS).changed(21).brief("GN"),
            row("LayerNormalization", NORMALIZATION, FROM_AXIS).brief("LN").type(byOutput(AS_FIRST, TypeRule.FLOAT)),
            row("RMSNormalization", NORMALIZATION, FROM_AXIS).brief("RMS").type(as(1)),
            row("SimplifiedLayerNormalization", NORMALIZATION, FROM_AXIS).brief("RMS").type(as(1)),
            row("SkipLayerNormalization", NORMALIZATION, ON_AXIS).brief("Skip LN").type(skipped),
            row("SkipSimplifiedLayerNormalization", NORMALIZATION, ON_AXIS).brief("Skip RMS").type(skipped),
            row("GroupNorm", NORMALIZATION, MAPS).brief("GN"),
            row("SkipGroupNorm", NORMALIZATION, MAPS).brief("GN"),
            row("LRN", NORMALIZATION, ITSELF),
            row("LpNormalization", NORMALIZATION, ON_AXIS).brief("Lp"),
            row("MeanVarianceNormalization", NORMALIZATION, MAPS).brief("MVN"));
    }

    private static Stream<Operator> activations() {
        return Stream.of(
            row("Relu", ACTIVATION, ITSELF).brief("ReLU"),
            row("LeakyRelu", ACTIVATION, ITSELF).brief("LeakyReLU"),
            row("PRelu", ACTIVATION, ITSELF).brief("PReLU"),
            row("ThresholdedRelu", ACTIVATION, ITSELF),
            row("Elu", ACTIVATION, ITSELF),
            row("Selu", ACTIVATION, ITSELF),
            row("Celu", ACTIVATION, ITSELF),
            row("Sigmoid", ACTIVATION, ITSELF).with(PROBABILITY),
            row("HardSigmoid", ACTIVATION, ITSELF).with(PROBABILITY),
            row("HardSwish", ACTIVATION, ITSELF),
            row("Swish", ACTIVATION, ITSELF),
            row("Mish", ACTIVATION, ITSELF),
            row("Gelu", ACTIVATION, ITSELF),
            row("FastGelu", ACTIVATION, ITSELF),
            row("BiasGelu", ACTIVATION, ITSELF),
            row("QuickGelu", ACTIVATION, ITSELF),
            row("Tanh", ACTIVATION, ITSELF),
            row("ScaledTanh", ACTIVATION, ITSELF),
            row("Softplus", ACTIVATION, ITSELF),
            row("ParametricSoftplus", ACTIVATION, ITSELF),
            row("Softsign", ACTIVATION, ITSELF),
            row("Clip", ACTIVATION, ITSELF).changed(11),
            row("Softmax", ACTIVATION, ON_AXIS).changed(13).with(PROBABILITY),
            row("LogSoftmax", ACTIVATION, ON_AXIS).changed(13).with(LOG_PROBABILITY),
            row("Hardmax", ACTIVATION, ON_AXIS).changed(13));
    }

    private static Stream<Operator> arithmetic() {
        return Stream.concat(Stream.of(
            row("Add", ADD, ITSELF).folds(both((a, b) -> a + b)),
            row("Sum", ADD, ITSELF).folds(both((a, b) -> a + b)),
            row("BiasAdd", ADD, ITSELF),
            row("Identity", ITSELF).folds(Fold.FIRST).with(ARRANGING),
            row("Cast", ITSELF).folds(Fold.FIRST).type(said("to", FLOAT)).with(ARRANGING),
            row("CastLike", ITSELF).folds(Fold.FIRST).type(as(1)).with(ARRANGING),
            row("Where", ITSELF).folds(FoldedCells::chosen).type(as(1)),
            row("Dropout", ITSELF).changed(12).folds(Fold.FIRST).type(byOutput(AS_FIRST, TRUTH)).with(ARRANGING),
            row("Expand", REPEATED).folds(FoldedCells::expanded),
            row("Bernoulli", ITSELF).type(saidOrFirst("dtype")).with(RANDOM),
            row("Abs", ITSELF).folds(each(Math::abs)),
            row("Ceil", ITSELF).folds(each(Math::ceil)),
            row("Div", ITSELF).folds(both((a, b) -> a / b)),
            row("Exp", ITSELF).folds(each(Math::exp)),
            row("Floor", ITSELF).folds(each(Math::floor)),
            row("Log", ITSELF).folds(each(Math::log)),
            row("Max", ITSELF).folds(both(Math::max)),
            row("Min", ITSELF).folds(both(Math::min)),
            row("Mul", ITSELF).folds(both((a, b) -> a * b)),
            row("Neg", ITSELF).folds(each(a -> -a)),
            row("Pow", ITSELF).folds(both(Math::pow)),
            row("Reciprocal", ITSELF).folds(each(a -> 1 / a)),
            row("Sqrt", ITSELF).folds(each(Math::sqrt)),
            row("Sub", ITSELF).folds(both((a, b) -> a - b)),
            row("Range", UNKNOWN).folds(Folded::range),
            row("CumSum", CUMULATED).numbers(1)),
            Stream.of(
                "Acos", "Acosh", "Affine", "Asin", "Asinh", "Atan", "Atanh", "BitShift", "BitwiseAnd", "BitwiseNot",
                    "BitwiseOr", "BitwiseXor", "Cos", "Cosh", "Erf", "ImageScaler", "Mean", "Mod", "Round", "Scale",
                    "Shrink", "Sign", "Sin", "Sinh", "Tan").map(name -> row(name, ITSELF)));
    }

    private static Stream<Operator> comparisons() {
        return Stream.of(row("IsInf", ITSELF), row("IsNaN", ITSELF), row("And", ITSELF).folds(both(Math::min)),
            row("Or", ITSELF).folds(both(Math::max)), row("Not", ITSELF).folds(each(a -> 1 - a)),
            truth("Equal", Double::equals), truth("Xor", (a, b) -> !a.equals(b)), truth("Greater", (a, b) -> a > b),
            truth("GreaterOrEqual", (a, b) -> a >= b), truth("Less", (a, b) -> a < b),
            truth("LessOrEqual", (a, b) -> a <= b))
            .map(row -> row.type(TRUTH));
    }

    private static Operator truth(String name, BiPredicate<Double, Double> of) {
        return row(name, ITSELF).folds(compared((a, b) -> of.test(a, b) ? 1 : 0));
    }

    private static Stream<Operator> quantized() {
        return Stream.of(
            row("QuantizeLinear", ITSELF).type(as(2, UINT8)),
            row("DequantizeLinear", ITSELF).folds(FoldedCells::dequantized).type(as(1)),
            row("DynamicQuantizeLinear", MAPS).type(byOutput(tensor(UINT8), TypeRule.FLOAT, tensor(UINT8))),
            row("QLinearConv", CONVOLUTION, WINDOW).type(as(7, UINT8)).weights(3),
            row("QLinearMatMul", FULLY_CONNECTED, CONNECTED).type(as(7, UINT8)).weights(3),
            row("QGemm", FULLY_CONNECTED, CONNECTED).type(as(8, FLOAT)).weights(3),
            row("QLinearAveragePool", POOLING, WINDOW).brief("AvgPool"),
            row("QLinearGlobalAveragePool", POOLING, POOLED).brief("GlobalAvg"),
            row("QLinearAdd", ADD, ITSELF),
            row("QLinearMul", ITSELF),
            row("QLinearLeakyRelu", ACTIVATION, ITSELF),
            row("QLinearSigmoid", ACTIVATION, ITSELF).with(PROBABILITY),
            row("QLinearSoftmax", ACTIVATION, ON_AXIS).with(PROBABILITY),
            row("QLinearWhere", ITSELF).type(as(1)),
            row("QLinearConcat", CONCAT, JOINED).type(as(1)))
            .map(row -> row.with(QUANTIZED));
    }

    private static Stream<Operator> moving() {
        return Stream.of(
            row("Concat", CONCAT, JOINED).folds(Folded::joined),
            row("Split", PARTED).changed(13, 18),
            row("Reshape", RESHAPED).folds(Folded::reshaped).with(ARRANGING),
            row("Flatten", RESHAPED).folds(Folded::flattened).with(ARRANGING),
            row("Squeeze", RESHAPED).changed(13).folds(Folded::squeezed).with(ARRANGING),
            row("Unsqueeze", RESHAPED).changed(13).folds(Folded::unsqueezed).with(ARRANGING),
            row("Transpose", TRANSPOSED).folds(Folded::transposed),
            row("Slice", SLICED).changed(10).folds(Folded::sliced).numbers(1, 3, 4),
            row("DynamicSlice", SLICED).numbers(1, 3),
            row("Crop", CROPPED),
            row("Pad", PADDED).changed(11).folds(Folded::padded).numbers(1, 3),
            row("Gather", GATHERED).folds(Folded::gathered).numbers(1),
            row("GatherElements", DATA), row("GatherND", DATA),
            row("Tile", REPEATED).folds(Folded::tiled),
            row("DepthToSpace", BLOCKS_SPREAD), row("SpaceToDepth", BLOCKS_STACKED),
            row("Resize", RESIZED).changed(11).numbers(1, 2, 3),
            row("Upsample", RESIZED).changed(9, 10).numbers(1),
            row("GridSample", DATA).changed(20),
            row("ReverseSequence", UNKNOWN),
            row("ScatterND", DATA), row("ScatterElements", DATA),
            row("Scatter", DATA).changed(11),
            row("Compress", DATA), row("Trilu", UNKNOWN));
    }

    private static Stream<Operator> reducing() {
        return Stream.concat(Stream.of(
            row("ArgMax", REDUCED).type(WHOLE),
            row("ArgMin", REDUCED).type(WHOLE),
            row("TopK", UNKNOWN).changed(10).type(byOutput(AS_FIRST, WHOLE)),
            row("NonZero", UNKNOWN).type(WHOLE),
            row("ReduceProd", REDUCED).numbers(1).changed(18).folds(FoldedReductions.of("ReduceProd")),
            row("Unique", UNKNOWN).type(byOutput(AS_FIRST, WHOLE)),
            row("NonMaxSuppression", UNKNOWN).type(WHOLE)),
            Stream.of("ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin",
                "ReduceSum", "ReduceSumSquare").map(name -> row(name, REDUCED).numbers(1)
                    .folds(FoldedReductions.of(name)).changed(name.equals("ReduceSum") ? 13 : 18)));
    }

    private static Stream<Operator> shapes() {
        return Stream.of(
            row("Shape", SHAPE).folds(Folded::shape).type(WHOLE),
            row("Size", SHAPE).folds(Folded::size).type(WHOLE),
            row("ConstantOfShape", SHAPE).folds(Folded::filled).type(held("value")),
            row("EyeLike", SHAPE).type(saidOrFirst("dtype")),
            row("SequenceLength", SHAPE).type(WHOLE),
            row("RandomNormal", UNKNOWN).type(said("dtype", FLOAT)).with(RANDOM),
            row("RandomUniform", UNKNOWN).type(said("dtype", FLOAT)).with(RANDOM),
            row("RandomNormalLike", SHAPE).type(saidOrFirst("dtype")).with(RANDOM),
            row("RandomUniformLike", SHAPE).type(saidOrFirst("dtype")).with(RANDOM),
            row("Multinomial", UNKNOWN).type(said("dtype", INT32)).with(RANDOM),
            row("Constant", UNKNOWN).folds(Constants::held).type(TypeRule::constant),
            row("OneHot", UNKNOWN).type(as(2)));
    }

    /** Control flow, lists, optional values and tables: what they write need be no tensor. */
    private static Stream<Operator> control() {
        return Stream.of(
            row("If", UNKNOWN).type(where("then_branch", body("then_branch", 0), body("else_branch", 0))),
            row("Loop", UNKNOWN).type(body("body", 1)),
            row("Scan", UNKNOWN).changed(9).type(body("body", 0)),
            row("SequenceMap", UNKNOWN).type((node, output, read) -> Types.list(body("body", 0).of(node, output,
                read))),
            row("SequenceConstruct", UNKNOWN).type(listOfFirst()),
            row("SequenceEmpty", UNKNOWN).type((node, output, read) -> Types.list(said("dtype", FLOAT).of(node,
                output, read))),
            row("SplitToSequence", UNKNOWN).type(listOfFirst()),
            row("SequenceInsert", UNKNOWN),
            row("SequenceErase", UNKNOWN),
            row("SequenceAt", UNKNOWN).type(memberOfFirst()),
            row("ConcatFromSequence", UNKNOWN).type(memberOfFirst()),
            row("Optional", UNKNOWN).type((node, output, read) -> node.attribute("type").map(said ->
                Types.optional(said.getTp()))
                .orElseGet(() -> Types.optional(read.of(node.input(0))))),
            row("OptionalGetElement", UNKNOWN).type(memberOfFirst()),
            row("OptionalHasElement", SHAPE).type(TRUTH),
            row("ZipMap", UNKNOWN).type(Types::table));
    }

    private static Stream<Operator> others() {
        TypeRule labels = where("classlabels_strings", tensor(STRING), tensor(INT64));
        return Stream.concat(Stream.of(
            row("StringNormalizer", UNKNOWN).type(tensor(STRING)),
            row("StringConcat", UNKNOWN).type(tensor(STRING)),
            row("StringSplit", UNKNOWN).type(byOutput(tensor(STRING), WHOLE)),
            row("RegexFullMatch", UNKNOWN).type(TRUTH),
            row("ImageDecoder", UNKNOWN).type(tensor(UINT8)),
            row("DFT", UNKNOWN).changed(20),
            row("HannWindow", SHAPE).type(said("output_datatype", FLOAT)),
            row("HammingWindow", SHAPE).type(said("output_datatype", FLOAT)),
            row("BlackmanWindow", SHAPE).type(said("output_datatype", FLOAT)),
            row("MelWeightMatrix", SHAPE).type(said("output_datatype", FLOAT)),
            row("TfIdfVectorizer", UNKNOWN).type(TypeRule.FLOAT),
            row("LabelEncoder", UNKNOWN).type(where("values_strings", tensor(STRING), where("values_int64s",
                tensor(INT64),
                where("values_floats", TypeRule.FLOAT, tensor(STRING))))),
            row("CategoryMapper", UNKNOWN).type((node, output, read) ->
                Types.tensor(read.of(node.input(0)).equals(Types.tensor(STRING)) ? INT64 : STRING)),
            row("LinearClassifier", UNKNOWN).type(byOutput(labels, TypeRule.FLOAT)),
            row("SVMClassifier", UNKNOWN).type(byOutput(labels, TypeRule.FLOAT)),
            row("TreeEnsembleClassifier", UNKNOWN).type(byOutput(labels, TypeRule.FLOAT))),
            Stream.of("FeatureVectorizer", "LinearRegressor", "Normalizer", "OneHotEncoder", "SVMRegressor", "Scaler",
                "TreeEnsembleRegressor").map(name -> row(name, UNKNOWN).type(TypeRule.FLOAT)));
    }
}
