package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.gradient.Gradients;
import org.normscope.onnx.gradient.Objective;

/**
 * Group normalizations whose statistics are laid over channels again, as flax writes them, or whose gamma and beta
 * stand in groups, as Keras does: found as one layer, and reproduced by the catalogue's own.
 */
class RepeatedGroupsTest extends NormFixture {
    /** flax.linen.GroupNorm: statistics of [N, H, W, G, C / G], by jnp.repeat as one of each channel. */
    @Test
    void statisticsRepeatedToChannelsThatLieLast() throws IOException {
        for (String way : List.of("Expand", "Tile", "Gather")) {
            Layer layer = reproduced(flax(channelsLast(13), way), "gn", "groups", "2");
            assertEquals("GN", layer.brief());
            Network network = open(flax(channelsLast(13), way).node("Relu", "n", "y").output("y"));
            assertArrayEquals(new float[] {1.5f, -.5f, 2, .75f}, network.normalizationParameters(layer).orElseThrow()
                .gamma());
        }
    }

    /** Each second channel's statistics, as jnp.tile lays them, are those of no group. */
    @Test
    void statisticsTiledInsteadOfRepeated() throws IOException {
        for (String way : List.of("wrong Tile", "wrong Gather")) {
            Network network = open(flax(channelsLast(13), way).node("Relu", "n", "y").output("y"));
            assertTrue(network.layers().stream().noneMatch(layer -> layer.kind() == LayerKind.NORMALIZATION),
                network.layers().toString());
        }
    }

    @Test
    void statisticsRepeatedToChannelsThatLieFirst() throws IOException {
        TinyModel model = first(13).weights(whole("apart", 1, 2, -1)).node("Reshape", "c apart", "r");
        spread(model, "r", 2).node("Sqrt", "ve", "sd").weights(whole("times", 1, 1, 2))
            .weights(whole("maps", 1, 4, 1, 1));
        for (String each : List.of("mu", "sd")) {
            model.node("Tile", each + " times", each + "t").node("Reshape", each + "t maps", each + "c");
        }
        reproduced(model.node("Sub", "c muc", "e").node("Div", "e sdc", "n"), "gn", "groups", "2");
    }

    /** tf.keras GroupNormalization: x f + (beta - mean f) of channels in groups, then back. */
    @Test
    void gammaAndBetaInGroups() throws IOException {
        for (boolean last : new boolean[] {false, true}) {
            TinyModel model = last ? channelsLast(13) : first(13);
            model.weights(whole("apart", last ? new long[] {-1, 9, 9, 2, 2} : new long[] {-1, 2, 2, 9, 9}))
                .weights(whole("joined", last ? new long[] {-1, 9, 9, 4} : new long[] {-1, 4, 9, 9}))
                .node("Reshape", (last ? "t" : "c") + " apart", "r");
            int[] extents = last ? new int[] {1, 1, 1, 2, 2} : new int[] {1, 2, 2, 1, 1};
            Layer layer = reproduced(spread(model, "r", last ? new int[] {1, 2, 4} : new int[] {2, 3, 4})
                .weights("g", extents, .5f, 1, 2, 3).weights("b", extents, 1, 2, -3, 4).node("Sqrt", "ve", "sd")
                .node("Reciprocal", "sd", "i").node("Mul", "i g", "f").node("Mul", "r f", "rf").node("Mul", "mu f",
                    "muf").node("Sub", "b muf", "off").node("Add", "rf off", "h").node("Reshape", "h joined", "n"),
                "gn", "groups", "2");
            assertEquals("GN", layer.brief());
        }
    }

    /** What is written of a network whose maps were arranged opens again, with its maps where they were. */
    @Test
    void aGradientOfMapsThatLieLastOpensAgain() throws IOException {
        Network network = open(flax(channelsLast(13), "Tile").node("Relu", "n", "y").output("y"));
        Layer norm = network.writing("n/maps").orElseThrow();
        byte[] written = Gradients.of(network.graph()).write(Objective.firing(norm.output(), 1),
            List.of(network.picture())).graph().toBytes();
        Network again = new ModelLibrary(runner).open(Files.write(folder.resolve("gradient.onnx"), written), Map.of());
        assertEquals(norm.shape(), again.writing(norm.output()).orElseThrow().shape());
    }

    private static TinyModel flax(TinyModel model, String way) {
        model.weights(whole("apart", 1, 9, 9, 2, 2)).node("Reshape", "t apart", "r")
            .node("ReduceMean", "r", "m", integers("axes", 1, 2, 4), integer("keepdims", 0)).node("Mul", "r r", "rr")
            .node("ReduceMean", "rr", "m2", integers("axes", 1, 2, 4), integer("keepdims", 0)).node("Mul", "m m", "mm")
            .node("Sub", "m2 mm", "bare").node("Relu", "bare", "v").weights(whole("shape", 1, 1, 1, 4))
            .weights(whole("flat", 1, 4)).weights(whole("pair", 1, 2, 2)).weights(whole("third", 2))
            .weights(whole("each", 1, 1, 2)).weights(whole("twice", 1, 2))
            .weights(whole("picks", way.startsWith("wrong") ? new long[] {0, 1, 0, 1} : new long[] {0, 0, 1, 1}));
        for (String value : List.of("m", "v")) {
            switch (way) {
                case "Gather", "wrong Gather" -> model.node("Gather", value + " picks", value + "c",
                    integer("axis", 1));
                case "wrong Tile" -> model.node("Tile", value + " twice", value + "c");
                case "Tile" -> model.node("Unsqueeze", value + " third", value + "u").node("Tile", value + "u each",
                    value + "t").node("Reshape", value + "t flat", value + "c");
                default -> model.node("Unsqueeze", value + " third", value + "u").node("Expand", value + "u pair",
                    value + "t").node("Reshape", value + "t flat", value + "c");
            }
            model.node("Reshape", value + "c shape", value + "l");
        }
        return model.weights("eps", new int[] {}, 1e-5f).node("Sub", "t ml", "d").node("Add", "vl eps", "ve")
            .node("Sqrt", "ve", "sd").node("Reciprocal", "sd", "i").node("Mul", "i gamma", "f").node("Mul", "d f", "h")
            .node("Add", "h beta", "n");
    }
}
