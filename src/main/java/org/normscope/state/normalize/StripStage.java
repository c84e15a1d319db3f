package org.normscope.state.normalize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.color.ColorMap;
import org.normscope.image.Pixels;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.Arranged;
import org.normscope.state.desk.Subject;
import org.normscope.state.desk.Thumbnails;
import org.normscope.tensor.Tensor;

/**
 * The small maps of all layers for one picture. Large networks are run several times, so that not all maps exist at
 * once.
 */
final class StripStage {
    /** 256 MB of maps. */
    private static final long MOST_CELLS = 64_000_000;

    /** @param seen the picture as the network sees it */
    record Request(Network network, Pixels seen, ColorMap map) { }

    /** @param maps by layer name */
    record Answer(Request request, Map<String, UnitMap> maps) { }

    /** The map of the unit that says most. */
    record UnitMap(int unit, Pixels pixels) { }

    private final GraphRunner runner;

    StripStage(GraphRunner runner) {
        this.runner = runner;
    }

    Answer run(Request request) {
        Network network = request.network();
        Tensor input = network.spec().preprocessing().apply(List.of(request.seen()));
        Map<String, UnitMap> maps = new LinkedHashMap<>();
        for (List<Layer> part : parts(network.layers())) {
            Activations values = network.run(runner, input, part.stream().map(Layer::output).toList());
            for (Layer layer : part) {
                Tensor value = values.get(layer.output());
                if (value.shape().n() == 1 && value.shape().size() > 0) {
                    int unit = Thumbnails.tellingUnit(value);
                    Tensor shown = Thumbnails.slice(value, Arranged.slices(network.graph(), layer.output()),
                        Subject.Slices.MIDDLE);
                    maps.put(layer.name(), new UnitMap(unit, Thumbnails.paint(shown, unit, request.map())));
                }
            }
        }
        return new Answer(request, maps);
    }

    private static List<List<Layer>> parts(List<Layer> layers) {
        List<List<Layer>> parts = new ArrayList<>();
        long cells = MOST_CELLS;
        for (Layer layer : layers) {
            cells += layer.shape().size();
            if (cells > MOST_CELLS) {
                parts.add(new ArrayList<>());
                cells = layer.shape().size();
            }
            parts.get(parts.size() - 1).add(layer);
        }
        return parts;
    }
}
