package org.normscope.state.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.color.ColorMap;
import org.normscope.color.Colorizer;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.image.Pixels;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** The maps of a layer and of its neighbours for the current picture. */
final class MapsStage {
    /** Width over height of the place where all units are shown. */
    private static final double ASPECT = 0.45;
    /** A map in the mosaic of all units needs no more cells across; 64 MB of cells at the most. */
    private static final int MOST_UNITS = 1024;
    private static final long MOST_CELLS = 16_000_000;

    /** @param seen the picture as the network sees it */
    record Request(Network network, Layer layer, Pixels seen, ColorMap map) { }

    /** @param maps by layer: [1, C, H, W] */
    record Answer(Request request, Map<Layer, Tensor> maps, UnitMaps mosaic) { }

    private final GraphRunner runner;

    MapsStage(GraphRunner runner) {
        this.runner = runner;
    }

    Answer run(Request request) {
        Network network = request.network();
        List<Layer> layers = Neighbours.all(network, request.layer());
        Tensor input = network.spec().preprocessing().apply(List.of(request.seen()));
        Activations values = network.run(runner, input, layers.stream().map(Layer::output).toList());
        Map<Layer, Tensor> maps = new LinkedHashMap<>();
        layers.forEach(layer -> maps.put(layer, values.get(layer.output())));
        return new Answer(request, maps, mosaic(values.get(request.layer().output()), request.map()));
    }

    private static UnitMaps mosaic(Tensor maps, ColorMap map) {
        Shape shape = maps.shape();
        int units =
            (int) Math.min(Math.min(shape.c(), MOST_UNITS), Math.max(1, MOST_CELLS / Math.max(1, shape.plane())));
        Mosaic mosaic = Mosaic.of(0, units, shape.w(), shape.h(), ASPECT);
        return new UnitMaps(Colorizer.paint(maps, 0, mosaic, Scale.of(map, maps)), mosaic);
    }
}
