package org.normscope.state.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.normscope.color.ColorMap;
import org.normscope.color.Colorizer;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.image.Pixels;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.Arranged;
import org.normscope.state.desk.Subject;
import org.normscope.state.desk.Thumbnails;
import org.normscope.stats.NotFinite;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** The maps of a layer and of its neighbours for the current picture. */
final class MapsStage {
    /** Width over height of the place where all units are shown. */
    private static final double ASPECT = 0.45;
    /** A map in the mosaic of all units needs no more cells across; 64 MB of cells at the most. */
    private static final int MOST_UNITS = 1024;
    private static final long MOST_CELLS = 16_000_000;

    /**
     * @param seen  the picture as the network sees it
     * @param slice of the layer's maps the one shown, from 0, or {@link Subject.Slices#ALL}
     */
    record Request(Network network, Layer layer, Pixels seen, ColorMap map, int slice) {
        boolean sameMaps(Request other) {
            return network == other.network && layer.equals(other.layer) && seen == other.seen;
        }

        int slices(Layer of) {
            return Arranged.slices(network.graph(), of.output());
        }
    }

    /**
     * @param maps   by layer: [1, C, H, W]
     * @param shown  the same, of maps of slices the one shown, or the one as far along
     * @param slices of the layer's maps
     */
    record Answer(Request request, Map<Layer, Tensor> maps, Map<Layer, Tensor> shown, int slices, UnitMaps mosaic) { }

    private final GraphRunner runner;
    private @Nullable Answer last;

    MapsStage(GraphRunner runner) {
        this.runner = runner;
    }

    /** Who leafs through slices does not wait for the network. */
    Answer run(Request request) {
        Answer before = last;
        Map<Layer, Tensor> maps = before != null && before.request.sameMaps(request) ? before.maps : maps(request);
        int slices = request.slices(request.layer());
        Map<Layer, Tensor> shown = new LinkedHashMap<>();
        maps.forEach((layer, all) -> {
            int of = request.slices(layer);
            shown.put(layer, Thumbnails.slice(all, of, request.slice() * of / slices));
        });
        Tensor whole = of(maps, request.layer());
        Answer answer = new Answer(request, maps, shown, slices, mosaic(request.slice() < 0 ? whole
            : of(shown, request.layer()), Scale.of(request.map(), whole)));
        last = answer;
        return answer;
    }

    private static Tensor of(Map<Layer, Tensor> maps, Layer layer) {
        return Objects.requireNonNull(maps.get(layer));
    }

    private Map<Layer, Tensor> maps(Request request) {
        Network network = request.network();
        List<Layer> layers = Neighbours.all(network, request.layer());
        Tensor input = network.spec().preprocessing().apply(List.of(request.seen()));
        Activations values = network.run(runner, input, layers.stream().map(Layer::output).toList());
        Map<Layer, Tensor> maps = new LinkedHashMap<>();
        layers.forEach(layer -> maps.put(layer, values.get(layer.output())));
        return maps;
    }

    private static UnitMaps mosaic(Tensor maps, Scale scale) {
        Shape shape = maps.shape();
        int units =
            (int) Math.min(Math.min(shape.c(), MOST_UNITS), Math.max(1, MOST_CELLS / Math.max(1, shape.plane())));
        Mosaic mosaic = Mosaic.of(0, units, shape.w(), shape.h(), ASPECT);
        return new UnitMaps(Colorizer.paint(maps, 0, mosaic, scale), mosaic, NotFinite.of(maps));
    }
}
