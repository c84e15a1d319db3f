package org.normscope.state.shift;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.normscope.network.Layer;
import org.normscope.network.Network;

/** A network's layers in parts that have a name: stem, block 1, block 2; or 112², 56², 28² where nothing is named. */
final class NetworkParts {
    /** Names that can be read under a chart. */
    private static final int LEAST = 3, MOST = 9;

    /** @param layers of it, in running order, those of one cell a channel left out */
    record Part(String name, List<Layer> layers) { }

    private NetworkParts() { }

    static List<Part> of(Network network) {
        List<Layer> layers = network.layers().stream()
            .filter(layer -> layer.shape().rank() > 2 && layer.shape().plane() > 1).toList();
        List<Part> named = cut(layers, NetworkParts::folder);
        boolean legible = named.size() >= LEAST && named.size() <= MOST
            && named.stream().noneMatch(part -> part.name().isEmpty());
        return legible ? named : cut(layers, NetworkParts::extent);
    }

    private static List<Part> cut(List<Layer> layers, Function<Layer, String> name) {
        List<Part> parts = new ArrayList<>();
        for (Layer layer : layers) {
            String now = name.apply(layer);
            if (parts.isEmpty() || !parts.get(parts.size() - 1).name().equals(now)) {
                parts.add(new Part(now, new ArrayList<>()));
            }
            parts.get(parts.size() - 1).layers().add(layer);
        }
        return parts;
    }

    /** The first step of a path such as block2.first.conv or /layer2/conv1/Conv. */
    private static String folder(Layer layer) {
        return layer.name().replaceFirst("^/", "").split("[./]", 2)[0];
    }

    private static String extent(Layer layer) {
        int height = layer.shape().h(), width = layer.shape().w();
        return height == width ? height + "²" : height + "×" + width;
    }
}
