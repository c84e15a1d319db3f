package org.normscope.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.body;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.scalar;
import static org.normscope.onnx.TinyModel.whole;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.RealNetworks;
import org.normscope.network.SavedNetwork;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Tensor;

/** BatchNormalization in the forms that files have it in: mixed, recalibrated and reopened right, or refused. */
class BatchNormFormsTest {
    private static final float[] MEAN = {.3f, -.2f}, VARIANCE = {1.5f, .4f}, GAMMA = {1.2f, .7f}, BETA = {.1f, -.3f};
    private static final float EPSILON = 1e-5f;

    @TempDir
    Path folder;
    private final GraphRunner runner = new DjlRunner(1);

    @AfterEach
    void close() {
        runner.close();
    }

    /** Whatever stands before it, the mixture is rho BN + (1 - rho) IN of what it reads, in the file as on screen. */
    @Test
    void behindBranchesLoopsAndChoices() throws IOException {
        GraphProto same = GraphProto.newBuilder().setName("same").addNode(node("Identity", "c", "t"))
            .addOutput(TinyModel.value("t", 1)).build();
        GraphProto other = GraphProto.newBuilder().setName("other").addNode(node("Neg", "c", "e"))
            .addOutput(TinyModel.value("e", 1)).build();
        GraphProto loop = GraphProto.newBuilder().setName("loop").addInput(TinyModel.value("i", 7))
            .addInput(TinyModel.value("go", 9))
            .addInput(TinyModel.value("state", 1)).addNode(node("Identity", "go", "on"))
            .addNode(node("Add", "state", "next").addInput("c")).addOutput(TinyModel.value("on", 9))
                .addOutput(TinyModel.value("next", 1)).build();
        TinyModel branch = model(13).weights("zero", new int[] {}, 0).node("ReduceMean", "x", "m",
            integer("keepdims", 0))
            .node("Greater", "m zero", "which").node("If", "which", "b", body("then_branch", same),
                body("else_branch", other));
        TinyModel looped = model(13).weights(scalar("trips", 2)).node("Loop", "trips  c", "b", body("body", loop));
        TinyModel chosen = model(13).weights("zero", new int[] {}, 0).node("Greater", "c zero", "g").node("Where",
            "g c zero", "b");
        for (TinyModel model : List.of(branch, looped, chosen)) mixes(open(model.node("BatchNormalization",
            "b gamma beta mean variance", "y").output("y")));
    }

    /** Places in a row are shown as maps, and mixed as they stand in the file. */
    @Test
    void placesInARow() throws IOException {
        mixes(open(model(13).weights(whole("row", 0, 2, 64)).node("Reshape", "c row", "r")
            .node("BatchNormalization", "r gamma beta mean variance", "y").output("y")));
    }

    /** MXNet says so of parameters that there is one of a channel. */
    @Test
    void spatialZeroWithParametersByChannel() throws IOException {
        mixes(open(model(7).node("BatchNormalization", "c gamma beta mean variance", "y", integer("spatial", 0))
            .output("y")));
    }

    @Test
    void parametersThatAreComputedFromConstants() throws IOException {
        mixes(open(new TinyModel().opset(13).input("x", 1, 3, 8, 8).weights("w", new int[] {2, 3, 3, 3}, cells())
            .node("Conv", "x w", "c", integers("pads", 1, 1, 1, 1)).weights(scalar("two", 2)).weights("mean",
                new int[] {2}, MEAN)
            .weights("deviation", new int[] {2}, (float) Math.sqrt(VARIANCE[0]), (float) Math.sqrt(VARIANCE[1]))
                .node("Mul", "deviation deviation", "variance")
            .weights("negative", new int[] {1, 2}, -GAMMA[0], -GAMMA[1]).node("Neg", "negative", "positive")
                .node("Squeeze", "positive zeroth", "gamma")
            .weights(whole("zeroth", 0)).weights("b", new int[] {2}, BETA).node("Identity", "b", "beta")
            .node("BatchNormalization", "c gamma beta mean variance", "y").output("y")));
    }

    /** Before version 14 further outputs put it into training mode: ONNX Runtime takes the batch's statistics. */
    @Test
    void furtherOutputsOfAnOldOneAreTrainingInDisguise() throws IOException {
        Network network = open(model(7).node("BatchNormalization", "c gamma beta mean variance", "y m v sm sv")
            .output("y"));
        refused(network);
        assertNull(network.normalizationParameters(last(network)).orElseThrow().mean(), "no statistics are recorded");
    }

    @Test
    void parametersByPositionAreRefused() throws IOException {
        float[] ones = new float[2 * 64];
        java.util.Arrays.fill(ones, 1);
        int[] extents = {2, 8, 8};
        Network network = open(new TinyModel().opset(8).input("x", 1, 3, 8, 8).weights("w", new int[] {2, 3, 3, 3},
            cells())
            .node("Conv", "x w", "c", integers("pads", 1, 1, 1, 1)).weights("gamma", extents, ones).weights("beta",
                extents, ones).weights("mean", extents, ones)
            .weights("variance", extents, ones).node("BatchNormalization", "c gamma beta mean variance", "y",
                integer("spatial", 0)).output("y"));
        refused(network);
        assertThrows(BadNetworkException.class, () -> Recalibration.recalibrated(network, runner,
            BatchNormFormsTest::pool));
    }

    /**
     * Two inputs, one layer at two places: the pool's statistics of both together, under whatever names they are
     * kept.
     */
    @Test
    void statisticsThatTwoPlacesShareAreMeasuredAsOne() throws IOException {
        for (String second : List.of("mean variance", "mean2 variance2")) {
            Network network = open(model(13).input("z", 1, 3, 8, 8).node("Neg", "z", "nz").node("Conv", "nz w", "cz",
                integers("pads", 1, 1, 1, 1))
                .weights("mean2", new int[] {2}, MEAN).weights("variance2", new int[] {2}, VARIANCE)
                .node("BatchNormalization", "c gamma beta mean variance", "a").node("BatchNormalization",
                    "cz gamma beta " + second, "b")
                .node("Sub", "a b", "y").output("y"));
            Graph graph = Recalibration.recalibrated(network, runner, BatchNormFormsTest::pool);
            double[] sum = new double[2], squares = new double[2];
            long cells = 0;
            for (Pixels picture : pool().toList()) {
                Activations run = network.run(runner, network.spec().preprocessing().apply(List.of(picture)),
                    List.of("c", "cz"));
                for (String value : List.of("c", "cz")) {
                    float[] data = run.get(value).data();
                    for (int i = 0; i < data.length; i++) {
                        sum[i / 64] += data[i];
                        squares[i / 64] += data[i] * (double) data[i];
                    }
                    cells += data.length / 2;
                }
            }
            for (String place : List.of("a", "b")) {
                float[] mean = graph.constant(graph.writer(place).orElseThrow().input(3)).orElseThrow().data();
                float[] variance = graph.constant(graph.writer(place).orElseThrow().input(4)).orElseThrow().data();
                for (int c = 0; c < 2; c++) {
                    assertEquals(sum[c] / cells, mean[c], 1e-4);
                    assertEquals(squares[c] / cells - Math.pow(sum[c] / cells, 2), variance[c], 1e-4);
                }
            }
        }
    }

    @Test
    void whatDoesNotOpenAgainIsNotWritten() throws IOException {
        Network network = open(model(13).node("BatchNormalization", "c gamma beta mean variance", "y").output("y"));
        Graph broken = new TinyModel().opset(13).input("x", 1, 3, 8, 8).weights("odd", new int[] {3}, 1, 2, 3)
            .node("Relu", "x", "y")
            .node("Reshape", "odd two", "lost").weights(whole("two", 2, 2)).output("y", "lost").graph();
        Path file = folder.resolve("new.onnx");
        assertThrows(BadNetworkException.class, () -> SavedNetwork.writeChecked(network, broken, runner, file));
        assertFalse(Files.exists(file));
        SavedNetwork.writeChecked(network, network.graph(), runner, file);
        assertTrue(Files.exists(file));
    }

    private void refused(Network network) {
        for (IbnSurgery.Mode mode : List.of(IbnSurgery.Mode.BLEND, IbnSurgery.Mode.A)) {
            assertThrows(BadNetworkException.class, () -> IbnSurgery.rewritten(network, Map.of(last(network), .5),
                mode));
        }
    }

    private void mixes(Network network) throws IOException {
        Layer norm = last(network);
        float rho = .4f;
        Graph graph = IbnSurgery.rewritten(network, Map.of(norm, (double) rho), IbnSurgery.Mode.BLEND);
        Path file = folder.resolve("mixed.onnx");
        SavedNetwork.writeChecked(network, graph, runner, file);
        Tensor picture = RealNetworks.noise(network, 1, 3);
        Network again = new ModelLibrary(runner).open(file, Map.of());
        Activations run = again.run(runner, picture, List.of(norm.input(), "y"));
        float[] x = run.get(norm.input()).data(), y = run.get("y").data();
        for (int c = 0; c < 2; c++) {
            double mean = 0, variance = 0;
            for (int i = 0; i < 64; i++) mean += x[64 * c + i] / 64;
            for (int i = 0; i < 64; i++) variance += Math.pow(x[64 * c + i] - mean, 2) / 64;
            for (int i = 0; i < 64; i++) {
                double batch = (x[64 * c + i] - MEAN[c]) / Math.sqrt(VARIANCE[c] + EPSILON), instance = (x[64 * c
                    + i] - mean) / Math.sqrt(variance + EPSILON);
                assertEquals(GAMMA[c] * (rho * batch + (1 - rho) * instance) + BETA[c], y[64 * c + i], 1e-4,
                    network.graph().nodes().toString());
            }
        }
    }

    private static Layer last(Network network) {
        return network.layers().stream().filter(layer -> layer.operator().equals("BatchNormalization")).findFirst()
            .orElseThrow();
    }

    private static Stream<Pixels> pool() {
        return Stream.of("dogs", "cat").map(name -> PictureSource.open("builtin:photos/" + name));
    }

    private static TinyModel model(int opset) {
        return new TinyModel().opset(opset).input("x", 1, 3, 8, 8).weights("w", new int[] {2, 3, 3, 3}, cells())
            .weights("gamma", new int[] {2}, GAMMA).weights("beta", new int[] {2}, BETA).weights("mean",
                new int[] {2}, MEAN)
            .weights("variance", new int[] {2}, VARIANCE).node("Conv", "x w", "c", integers("pads", 1, 1, 1, 1));
    }

    private static float[] cells() {
        float[] cells = new float[2 * 3 * 9];
        for (int i = 0; i < cells.length; i++) cells[i] = (i * 7 % 11 - 5) / 10f;
        return cells;
    }

    private static NodeProto.Builder node(String operator, String input, String output) {
        return NodeProto.newBuilder().setOpType(operator).addInput(input).addOutput(output);
    }

    private Network open(TinyModel model) throws IOException {
        return new ModelLibrary(runner).open(Files.write(folder.resolve("form.onnx"), model.bytes()), Map.of());
    }
}
