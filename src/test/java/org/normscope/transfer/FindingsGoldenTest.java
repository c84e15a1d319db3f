package org.normscope.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.task.Workers;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** What is found out about a lesson, beside NumPy and PyTorch: see findings.py. */
class FindingsGoldenTest {
    @TempDir
    Path folder;
    private final JsonNode golden = json("findings.json"), training = json("training.json");

    FindingsGoldenTest() throws IOException { }

    private static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(FindingsGoldenTest.class.getResource(name));
    }

    private static double[][] table(JsonNode rows) {
        double[][] table = new double[rows.size()][];
        for (int i = 0; i < table.length; i++) {
            table[i] = new double[rows.get(i).size()];
            for (int j = 0; j < table[i].length; j++) table[i][j] = rows.get(i).get(j).asDouble();
        }
        return table;
    }

    private static float[] floats(JsonNode list) {
        float[] floats = new float[list.size()];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) list.get(i).asDouble();
        return floats;
    }

    private static void near(double[][] wanted, double[][] given, double tolerance) {
        assertEquals(wanted.length, given.length);
        for (int i = 0; i < wanted.length; i++) assertArrayEquals(wanted[i], given[i], tolerance, "row " + i);
    }

    @Test
    void principalComponents() {
        float[][] cells = new float[golden.get("cells").size()][];
        for (int i = 0; i < cells.length; i++) cells[i] = floats(golden.get("cells").get(i));
        near(table(golden.get("principal")), PictureMap.principal(cells, 3), 1e-4);
    }

    @Test
    void fewerPicturesThanAxesLieOnThoseThatThereAre() {
        double[][] places = PictureMap.principal(new float[][] {{1, 2, 3}}, 2);
        assertArrayEquals(new double[] {0, 0}, places[0], 1e-9);
    }

    @Test
    void calibration() {
        double[][] probabilities = table(golden.get("probabilities"));
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            examples.add(new Example("", "", golden.get("labels").get(i).asInt(), Split.TEST));
        }
        Calibration calibration = Calibration.of(new Judgement(examples, probabilities));
        assertEquals(golden.get("error").asDouble(), calibration.error(), 1e-6);
        for (int i = 0; i < Calibration.BINS; i++) {
            Calibration.Bin bin = calibration.bins().get(i);
            assertEquals(golden.get("bins").get(i).get(0).asInt(), bin.answers());
            if (bin.answers() == 0) continue;
            assertEquals(golden.get("bins").get(i).get(1).asDouble(), bin.said(), 1e-6);
            assertEquals(golden.get("bins").get(i).get(2).asDouble(), bin.right(), 1e-6);
        }
    }

    @Test
    void affinitiesAndGradientOfTheMap() {
        double[][] joint = Tsne.affinities(table(golden.get("cells")), golden.get("perplexity").asDouble());
        near(table(golden.get("joint")), joint, 1e-6);
        near(table(golden.get("gradient")), Tsne.gradient(joint, table(golden.get("places")), 1), 1e-6);
    }

    /** Two heaps far apart come out as two heaps, the same each time. */
    @Test
    void whatIsAlikeLiesTogether() {
        float[][] cells = new float[40][];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = floats(golden.get("cells").get(i));
            if (i % 2 == 0) for (int d = 0; d < cells[i].length; d++) cells[i][d] += 40;
        }
        double[][] map = PictureMap.neighbours(cells, share -> { });
        near(map, PictureMap.neighbours(cells, share -> { }), 0);
        for (int i = 0; i < map.length; i++) {
            int nearest = -1;
            for (int j = 0; j < map.length; j++) {
                if (j != i && (nearest < 0 || apart(map, i, j) < apart(map, i, nearest))) nearest = j;
            }
            assertEquals(i % 2, nearest % 2);
        }
    }

    private static double apart(double[][] map, int i, int j) {
        return Math.hypot(map[i][0] - map[j][0], map[i][1] - map[j][1]);
    }

    private HeadedGraph headed(Network network) {
        List<float[]> weights = new ArrayList<>();
        training.get("weights").forEach(row -> weights.add(floats(row)));
        return HeadedGraph.of(FeatureLayer.last(network), network.graph(), new LinearHead(
            weights.toArray(float[][]::new), floats(training.get("biases")), Double.NaN));
    }

    @Test
    void alongTheGradient() throws IOException {
        try (GraphRunner runner = new DjlRunner(1)) {
            Path file = Files.write(folder.resolve("small.onnx"),
                Base64.getDecoder().decode(training.get("network").asText()));
            Network network = new ModelLibrary(runner).open(file,
                Map.of("range", "0,1", "mean", "0,0,0", "std", "1,1,1"));
            float[] cells = floats(training.get("pictures").get(0));
            int[] labels = new int[training.get("labels").get(0).size()];
            for (int i = 0; i < labels.length; i++) labels[i] = training.get("labels").get(0).get(i).asInt();
            Tensor pictures = Tensor.of(Shape.of(labels.length, 3, 8, 8), cells);
            for (TrainedPart.Norms norms : TrainedPart.Norms.values()) {
                TrainedPart part = new TrainedPart(headed(network), network.picture(), norms);
                LossProbe probe = new LossProbe(network, part, runner, Workers.sameThread());
                Map<String, Tensor> values = new HashMap<>(part.weights());
                values.putAll(part.statistics());
                for (JsonNode wanted : golden.get("probes").get(norms.ordinal())) {
                    LossProbe.Reading read = probe.at(values, pictures, labels, golden.get("rate").asDouble());
                    double[] given = {read.loss(), read.least(), read.most(), read.turn()};
                    for (int i = 0; i < given.length; i++) {
                        assertEquals(wanted.get(i).asDouble(), given[i], 1e-3 * wanted.get(i).asDouble(),
                            norms + " " + i);
                    }
                }
            }
        }
    }

    /** A loss that doubled never comes back: what is met from there on tells nothing. */
    @Test
    void aLossThatRunsOffEndsTheLook() throws IOException {
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = SmallNetwork.open(runner, folder);
            PictureSet set = ClassFolder.read(ColourPictures.write(folder.resolve("data"), 24, 0), share -> { });
            for (double rate : new double[] {.01, 1e3}) {
                List<LossProbe.Reading> met = new LossProbe(network, headed(network), false, runner,
                    Workers.sameThread()).of(set, 6, rate, 0, share -> { });
                assertEquals(rate < 1, met.size() == 6, met.toString());
                met.forEach(reading -> assertTrue(reading.loss() <= 2 * met.get(0).loss(), met.toString()));
            }
        }
    }

    /** Only what is behind the cut moves, by as much as its weights say. */
    @Test
    void howFarFiltersMoved() throws IOException {
        try (GraphRunner runner = new DjlRunner(1)) {
            Path file = Files.write(folder.resolve("small.onnx"),
                Base64.getDecoder().decode(training.get("network").asText()));
            Network network = new ModelLibrary(runner).open(file, Map.of());
            HeadedGraph before = headed(network);
            TrainedPart part = new TrainedPart(before, "pool", TrainedPart.Norms.FROZEN);
            Map<String, Tensor> doubled = new HashMap<>(part.weights());
            doubled.replaceAll((name, tensor) -> {
                float[] cells = tensor.data().clone();
                for (int i = 0; i < cells.length; i++) cells[i] *= 1.25f;
                return Tensor.of(tensor.shape(), cells);
            });
            List<LayerChange> changes = LayerChange.between(network, before.graph(), part.with(doubled).graph());
            assertEquals(List.of("conv a", "conv b", "last", "logits"), changes.stream().map(LayerChange::layer)
                .toList());
            assertEquals(0, changes.get(0).share());
            for (LayerChange change : changes.subList(1, 4)) {
                assertEquals(.25, change.share(), 1e-6);
                for (double filter : change.filters()) assertEquals(.25, filter, 1e-6);
            }
            assertTrue(changes.get(1).filters().length == 4);
        }
    }
}
