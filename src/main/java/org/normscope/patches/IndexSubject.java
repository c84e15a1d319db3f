package org.normscope.patches;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.normscope.image.ContentHash;
import org.normscope.image.Preprocessing;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.patches.field.ReceptiveField;
import org.normscope.patches.field.ReceptiveFields;

/**
 * What an index is of: one network under one preprocessing, and the layers that are looked at.
 *
 * @param networkHash   SHA-256 of the network
 * @param network       its name, for people
 * @param preprocessing how pictures become its input
 * @param layers        in the network's order, numbered from 0
 */
public record IndexSubject(String networkHash, String network, Preprocessing preprocessing, List<IndexedLayer> layers) {

    /**
     * @param names of layers; empty for all
     * @throws NotInIndexException where the network has no such layer, or one of these has no cells
     */
    public static IndexSubject of(Network network, List<String> names, GraphRunner runner) {
        for (String name : names) {
            Layer layer = network.layer(name).orElseThrow(() -> new NotInIndexException("patches.layer", name,
                network.name()));
            if (layer.shape().size() == 0) throw new NotInIndexException("patches.layer.empty", name, network.name());
        }
        Map<String, ReceptiveField> fields = ReceptiveFields.of(network, runner);
        List<IndexedLayer> layers = new ArrayList<>();
        for (Layer layer : network.layers()) {
            if (!names.isEmpty() && !names.contains(layer.name())) continue;
            if (layer.shape().size() == 0) continue; // as many cells as something was found: none fires
            layers.add(new IndexedLayer(layers.size(), layer.name(), layer.operator(),
                layer.shape().c(), layer.shape().h(), layer.shape().w(),
                Objects.requireNonNull(fields.get(layer.name())), layer.slices()));
        }
        return new IndexSubject(network.graph().hash(), network.name(),
            network.spec().preprocessing(), List.copyOf(layers));
    }

    /** The preprocessing in one line, from which {@link #preprocessing(String)} brings it back. */
    static String text(Preprocessing p) {
        return String.join(" ", String.valueOf(p.width()), String.valueOf(p.height()), String.valueOf(p.low()),
            String.valueOf(p.high()), numbers(p.mean()), numbers(p.std()), p.order().name(), p.fit().name())
            + (p.light() == Preprocessing.LightCurve.SRGB ? "" : " " + p.light());
    }

    static Preprocessing preprocessing(String text) {
        String[] parts = text.split(" ");
        return new Preprocessing(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Float.parseFloat(parts[2]),
            Float.parseFloat(parts[3]),
            numbers(parts[4]), numbers(parts[5]), Preprocessing.Order.valueOf(parts[6]),
            Preprocessing.Fit.valueOf(parts[7]),
            parts.length > 8 ? Preprocessing.LightCurve.valueOf(parts[8]) : Preprocessing.LightCurve.SRGB);
    }

    /** SHA-256 of the preprocessing. */
    String preprocessingHash() {
        return ContentHash.of(text(preprocessing).getBytes(StandardCharsets.UTF_8));
    }

    /** A file name that no other network or preprocessing has. */
    public String fileName() {
        String layerNames = layers.stream().map(IndexedLayer::name).collect(Collectors.joining("\n"));
        String all = networkHash + text(preprocessing) + layerNames;
        return network.replaceAll("[^\\w.-]", "_") + "-"
            + ContentHash.of(all.getBytes(StandardCharsets.UTF_8)).substring(0, 16) + ".db";
    }

    private static String numbers(float[] values) {
        return values[0] + "," + values[1] + "," + values[2];
    }

    private static float[] numbers(String text) {
        float[] numbers = new float[3];
        List<String> parts = Arrays.asList(text.split(","));
        for (int i = 0; i < numbers.length; i++) numbers[i] = Float.parseFloat(parts.get(i));
        return numbers;
    }
}
