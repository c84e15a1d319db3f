package org.normscope.flow;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.network.NormalizationParameters;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Normalization;
import org.normscope.normalize.Parameters;
import org.normscope.onnx.Arranged;
import org.normscope.onnx.Node;
import org.normscope.onnx.norm.DecomposedNorm;
import org.normscope.onnx.norm.NormSearch;
import org.normscope.tensor.Shape;

/** The catalogue's normalization that is a network's own one at a layer, with its epsilon, groups and window. */
public final class OwnForm {
    private OwnForm() { }

    /**
     * @param id         of the catalogue
     * @param parameters that make it the network's own
     */
    public record Form(String id, Parameters parameters) {
        public Normalization create() {
            return Catalogue.entry(id).create(parameters);
        }
    }

    /** Empty where the catalogue has none that is it: training mode, parameters by position, other axes. */
    public static Optional<Form> of(Network network, Layer layer) {
        Node node = network.graph().maker(layer.output()).orElseThrow();
        NormalizationParameters own = network.normalizationParameters(layer).orElseThrow();
        if (ofCells(network, layer, node, own)) return Optional.empty();
        String over = overLetters(network, layer, node);
        boolean whole = over.equals("CHW"), channels = over.equals("C");
        Parameters epsilon = Parameters.NONE.with("eps", String.valueOf(own.epsilon()))
            .with("eps-at", own.guard().place().name().toLowerCase(Locale.ROOT));
        return Optional.ofNullable(switch (layer.operator().replaceFirst(" \\(.*", "")) {
            case "BatchNormalization" ->
                own.mean() == null ? new Form("bn", epsilon.with("stats", "batch"))
                    : new Form("bn", Parameters.NONE.with("stats", "running"));
            case "InstanceNormalization" -> new Form("in", epsilon);
            case "LayerNormalization" -> whole || channels ? new Form(channels ? "pos" : "ln", epsilon) : null;
            case "RMSNormalization", "SimplifiedLayerNormalization" -> whole ? new Form("rms", epsilon)
                : channels || over.equals("HW") ? new Form("rms", epsilon.with("set", channels ? "c" : "hw")) : null;
            case "GroupNormalization" -> new Form("gn", epsilon.with("groups", String.valueOf(own.groups())));
            case "LpNormalization" -> {
                boolean first = node.integer("p", 2) == 1 || parts(network, layer).stream().flatMap(parts -> parts
                    .nodes().stream()).anyMatch(one -> one.operator().equals("ReduceL1"));
                yield channels ? new Form(first ? "l1-channel" : "l2-channel", epsilon) : whole && !first
                    ? new Form("l2", epsilon) : null;
            }
            case "LRN" -> parts(network, layer).isPresent() ? NormSearch.all(network.graph(), input(network, layer))
                .stream().filter(norm -> norm.output().equals(node.output())).findFirst()
                .map(DecomposedNorm::neighbours).map(OwnForm::ofNeighbours).orElse(null)
                : new Form("lrn", Parameters.NONE.with("dialect", "onnx")
                .with("n", String.valueOf(node.integer("size", 1))).with("k", String.valueOf(node.real("bias", 1)))
                .with("alpha", String.valueOf(node.real("alpha", 1e-4f)))
                .with("beta", String.valueOf(node.real("beta", .75f))));
            default -> null;
        });
    }

    /** A window that reaches equally far to both sides is AlexNet's, whose alpha is the factor as it stands. */
    private static Form ofNeighbours(DecomposedNorm.Neighbours of) {
        int n = of.before() + 1 + of.after();
        boolean even = of.before() != of.after();
        if (even && of.before() - of.after() != 1) throw new IllegalArgumentException("No form has " + of);
        return new Form(of.channels() ? "lrn" : "lrn-intra", Parameters.NONE.with("dialect", even ? "torch" : "alexnet")
            .with("n", String.valueOf(n)).with("k", String.valueOf(of.k())).with("beta", String.valueOf(of.beta()))
            .with("alpha", String.valueOf(even ? of.factor() * n : of.factor())));
    }

    /** The axes whose cells share statistics, of N, C, H, W (T where places stand in a row). */
    private static String overLetters(Network network, Layer layer, Node node) {
        boolean arranged = !layer.output().equals(Arranged.of(network.graph(), layer.output()));
        boolean turned = arranged && network.graph().writer(layer.output()).orElseThrow().operator()
            .equals("Transpose");
        String letters = turned ? "NHWC" : arranged ? "NTC" : "NCHW".substring(0, layer.shape().rank());
        int rank = letters.length();
        int[] axes = parts(network, layer).map(DecomposedNorm::axes).orElseGet(() -> {
            int axis = Math.floorMod((int) node.integer("axis", -1), rank);
            return IntStream.range(axis, node.operator().equals("LpNormalization") ? axis + 1 : rank).toArray();
        });
        return IntStream.of(axes).mapToObj(axis -> letters.substring(Math.floorMod(axis, rank)).substring(0, 1))
            .sorted().collect(Collectors.joining());
    }

    /** Whether its gamma or beta is one of each cell. */
    private static boolean ofCells(Network network, Layer layer, Node node, NormalizationParameters own) {
        boolean has = parts(network, layer).map(parts -> parts.gamma() != null).orElse(
            node.operator().matches("(Layer|RMS|SimplifiedLayer)Normalization") && node.inputs().size() > 1);
        return has && own.gamma() == null;
    }

    private static Optional<DecomposedNorm> parts(Network network, Layer layer) {
        String written = network.graph().maker(layer.output()).orElseThrow().output();
        return NormSearch.of(network.graph(), written, input(network, layer));
    }

    private static Map<String, Shape> input(Network network, Layer layer) {
        Shape maps = layer.shape();
        int slices = Arranged.slices(network.graph(), layer.input());
        return Arranged.unmapped(network.graph(), layer.input(), maps).or(() -> slices == 1 ? Optional.empty()
            : Optional.of(Shape.of(maps.n(), maps.c(), slices, maps.h() / slices, maps.w())))
            .map(shape -> Map.of(Arranged.of(network.graph(), layer.input()), shape)).orElse(Map.of());
    }
}
