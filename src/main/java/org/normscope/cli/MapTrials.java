package org.normscope.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.normscope.attribution.Curves;
import org.normscope.attribution.Plain;
import org.normscope.attribution.Randomized;
import org.normscope.cli.answer.Json;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Way;
import org.normscope.tensor.Tensor;

/** Whether a map is to be trusted, as figures. */
final class MapTrials {
    private static final int STEPS = 20;

    private final Network network;
    private final GraphRunner runner;
    private final int of;
    private final Tensor picture;

    MapTrials(Network network, GraphRunner runner, int of, Tensor picture) {
        this.network = network;
        this.runner = runner;
        this.of = of;
        this.picture = picture;
    }

    Map<String, Object> curves(Tensor map) {
        Curves curves = Curves.of(network, runner, of, picture, map, Plain.GREY.of(network.spec().preprocessing()),
            STEPS, null);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("deletion", numbers(curves.deletion()));
        told.put("deletionArea", Json.number(Curves.area(curves.deletion())));
        told.put("insertion", numbers(curves.insertion()));
        told.put("insertionArea", Json.number(Curves.area(curves.insertion())));
        return told;
    }

    private static List<Object> numbers(double[] values) {
        return DoubleStream.of(values).<Object>mapToObj(Json::number).toList();
    }

    Map<String, Object> randomized(Objective objective, Way way, long seed) {
        return Json.row("randomized", Randomized.of(network, runner, objective, way, picture, seed, null).stream()
            .map(step -> Json.row("layer", step.layer(), "likeness", Json.number(step.likeness()))).toList());
    }
}
