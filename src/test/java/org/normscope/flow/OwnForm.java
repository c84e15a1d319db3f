package org.normscope.flow;

import java.util.Arrays;
import java.util.Optional;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.network.NormalizationParameters;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Normalization;
import org.normscope.normalize.Parameters;
import org.normscope.onnx.Arranged;
import org.normscope.onnx.DecomposedNorm;
import org.normscope.onnx.Node;
import org.normscope.onnx.NormSearch;

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
        boolean others = NormSearch.of(network.graph(), node.output()).filter(parts -> isOther(parts, layer, own))
            .isPresent();
        if (others) return Optional.empty();
        Parameters epsilon = Parameters.NONE.with("eps", String.valueOf(own.epsilon()));
        return Optional.ofNullable(switch (layer.operator().replaceFirst(" \\(.*", "")) {
            case "BatchNormalization" ->
                own.mean() == null ? null : new Form("bn", Parameters.NONE.with("stats", "running"));
            case "InstanceNormalization" -> new Form("in", epsilon);
            case "LayerNormalization" -> ofCells(network, layer, node, own) ? null
                : new Form(overChannels(network, layer) ? "pos" : "ln", epsilon);
            case "RMSNormalization", "SimplifiedLayerNormalization" ->
                new Form("rms", overChannels(network, layer) ? epsilon.with("set", "c") : epsilon);
            case "GroupNormalization" -> new Form("gn", epsilon.with("groups", String.valueOf(own.groups())));
            case "LRN" -> new Form("lrn", Parameters.NONE.with("dialect", "onnx")
                .with("n", String.valueOf(node.integer("size", 1))).with("k", String.valueOf(node.real("bias", 1)))
                .with("alpha", String.valueOf(node.real("alpha", 1e-4f)))
                .with("beta", String.valueOf(node.real("beta", .75f))));
            default -> null;
        });
    }

    /** Whether one in parts is over other axes than channels or all, or has a gamma of each cell. */
    private static boolean isOther(DecomposedNorm parts, Layer layer, NormalizationParameters own) {
        if (parts.gamma() != null && own.gamma() == null) return true;
        return layer.shape().rank() == 4 && layer.operator().matches("(Layer|RMS)Norm.*")
            && parts.axes()[0] > 1;
    }

    /** Whether gamma is one of each cell, or the axes are others than the channels or all. */
    private static boolean ofCells(Network network, Layer layer, Node node, NormalizationParameters own) {
        boolean told = node.operator().equals("LayerNormalization"), whole = told
            && Math.floorMod((int) node.integer("axis", -1), layer.shape().rank()) != 1;
        return !overChannels(network, layer) && whole || told && own.gamma() == null && node.inputs().size() > 1;
    }

    /** Of maps whose channels the file keeps last, the last axis is the channels; one in parts says its axes. */
    private static boolean overChannels(Network network, Layer layer) {
        Node node = network.graph().maker(layer.output()).orElseThrow();
        boolean said = NormSearch.of(network.graph(), node.output())
            .filter(parts -> Arrays.equals(parts.axes(), new int[] {1})).isPresent();
        return said && layer.shape().rank() == 4
            || !layer.output().equals(Arranged.of(network.graph(), layer.output()));
    }
}
