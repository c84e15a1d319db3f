package org.normscope.state.layers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.normscope.attribution.Concepts;
import org.normscope.flow.FoundConcepts;
import org.normscope.flow.HeatOverlay;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Where a picture has each of a layer's concepts, in their order: one run of the network. */
final class ConceptsHereStage {
    /** @param seen the picture as the network sees it */
    record Request(Network network, FoundConcepts found, Pixels seen) { }

    /**
     * @param concepts one for each of the request's
     * @param maps     [1, concepts, H, W]: how much of each a cell has
     */
    record Answer(Request request, List<ConceptHere> concepts, Tensor maps) { }

    private final GraphRunner runner;

    ConceptsHereStage(GraphRunner runner) {
        this.runner = runner;
    }

    Answer run(Request request) {
        FoundConcepts found = request.found();
        String output = found.layer().output();
        double[][] directions = found.concepts().stream().map(FoundConcepts.Concept::direction)
            .toArray(double[][]::new);
        Tensor picture = request.network().spec().preprocessing().apply(List.of(request.seen()));
        Tensor maps = new Concepts(directions, found.error())
            .maps(request.network().run(runner, picture, List.of(output)).get(output));
        return new Answer(request, IntStream.range(0, directions.length)
            .mapToObj(k -> here(request.seen(), map(maps, k), found.concepts().get(k))).toList(), maps);
    }

    private static Tensor map(Tensor maps, int k) {
        int plane = maps.shape().plane();
        return Tensor.of(Shape.of(1, 1, maps.shape().h(), maps.shape().w()),
            Arrays.copyOfRange(maps.data(), k * plane, (k + 1) * plane));
    }

    private static ConceptHere here(Pixels seen, Tensor map, FoundConcepts.Concept concept) {
        double best = concept.patches().get(0).value(), most = 0;
        for (float cell : map.data()) most = Math.max(most, cell);
        return new ConceptHere(HeatOverlay.of(seen, map, Math.max(best, most)), best > 0 ? most / best : 0);
    }
}
