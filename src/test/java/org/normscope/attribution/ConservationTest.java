package org.normscope.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.network.Activations;
import org.normscope.network.Classes;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.onnx.Node;
import org.normscope.onnx.gradient.GradientGraph;
import org.normscope.onnx.gradient.Gradients;
import org.normscope.onnx.gradient.Objective;
import org.normscope.onnx.gradient.Relevance;
import org.normscope.tensor.Tensor;

/**
 * Relevance of SqueezeNet by epsilon, which is next to nothing: what reaches the picture and what biases keep make up
 * the score. What they keep is their gradient times themselves, as the network is linear between its kinks.
 */
class ConservationTest {
    private static final Path SQUEEZENET = Path.of("../shared/models/squeezenet1.1.onnx");

    @Test
    void theScoreIsSharedOutWhole() {
        Assumptions.assumeTrue(Files.exists(SQUEEZENET), "needs SqueezeNet, which is not part of the project");
        try (DjlRunner runner = new DjlRunner(1)) {
            Network network = new ModelLibrary(runner).open(SQUEEZENET, Map.of());
            Tensor dogs = network.spec().preprocessing().apply(List.of(PictureSource.open("builtin:photos/dogs")));
            Objective score = Classes.of(network).logit(207);
            Attribution relevance = Saliency.relevance(network, runner, score, Relevance.of(Relevance.Share.EPSILON),
                dogs, null);
            assertEquals(relevance.score(), relevance.sum() + kept(network, runner, score, dogs),
                1e-3 * Math.abs(relevance.score()));
        }
    }

    private static double kept(Network network, DjlRunner runner, Objective score, Tensor picture) {
        Set<String> biases = new LinkedHashSet<>();
        for (Node node : network.graph().nodes()) {
            if (node.operator().equals("Conv") && node.inputs().size() > 2) biases.add(node.input(2));
        }
        List<String> targets = new ArrayList<>(biases);
        GradientGraph graph = Gradients.of(network.graph()).write(score, targets);
        Activations found = runner.run(graph.graph(), new HashMap<>(network.feedsOfOne(picture)),
            graph.gradients().values());
        double kept = 0;
        for (String bias : targets) {
            float[] cells = network.graph().constant(bias).orElseThrow().data(),
                gradient = found.get(graph.gradients().get(bias)).data();
            for (int i = 0; i < cells.length; i++) kept += (double) cells[i] * gradient[i];
        }
        return kept;
    }
}
