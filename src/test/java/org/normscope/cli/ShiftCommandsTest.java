package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.cli.Shell.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.cli.Shell.Answer;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Npy;
import org.normscope.image.PictureSource;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.NormalizationParameters;
import org.normscope.network.RealNetworks;
import org.normscope.tensor.Tensor;

/** The appearance shift commands as a shell sees them. */
class ShiftCommandsTest {
    @TempDir
    Path folder;

    private static Map<String, JsonNode> byName(JsonNode rows) {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        rows.forEach(row -> byName.put(row.get("name").asText(), row));
        return byName;
    }

    private static JsonNode shift(String model, String image, String shifted) throws IOException {
        return run("shift", "--model", model, "--image", image, "--shifted", shifted, "--json").json();
    }

    /**
     * Distance, cosine and divergence of a layer, computed here once more, cell by cell, from the maps as 'normalize'
     * writes them.
     */
    @Test
    void aPairIsComparedLayerByLayer() throws IOException {
        JsonNode rows = shift("builtin:twin-bn", "builtin:photos/dogs", "builtin:photos/cat");
        List<String> names = new ArrayList<>();
        run("layers", "builtin:twin-bn", "--json").json().forEach(layer -> names.add(layer.get("name").asText()));
        assertEquals(names, List.copyOf(byName(rows).keySet()));
        JsonNode convolution = byName(rows).get("block2.first.conv");
        Tensor a = raw("builtin:photos/dogs", "block2.first.conv"), b = raw("builtin:photos/cat", "block2.first.conv");
        double product = 0, ofA = 0, ofB = 0, step = 0;
        for (int i = 0; i < a.data().length; i++) {
            product += (double) a.data()[i] * b.data()[i];
            ofA += Math.pow(a.data()[i], 2);
            ofB += Math.pow(b.data()[i], 2);
            step += Math.pow((double) a.data()[i] - b.data()[i], 2);
        }
        assertEquals(Math.sqrt(step) / Math.sqrt(ofA), convolution.get("distance").asDouble(), 1e-6);
        assertEquals(product / Math.sqrt(ofA * ofB), convolution.get("cosine").asDouble(), 1e-6);
        double divergence = divergence(a, b);
        assertEquals(divergence, convolution.get("divergence").asDouble(), 1e-4 * divergence);
        assertTrue(convolution.get("inputDivergence").isNull(), "only normalizations have one");
        assertEquals(divergence,
            byName(rows).get("block2.first.norm").get("inputDivergence").asDouble(), 1e-4 * divergence);
    }

    private Tensor raw(String image, String layer) {
        Path raw = folder.resolve("raw.npy");
        assertEquals(0,
            run("normalize", "--model", "builtin:twin-bn", "--layer", layer, "--image", image, "--norm", "in",
                "--raw", raw.toString(), "--out", folder.resolve("unused.npy").toString()).code());
        return Npy.read(raw);
    }

    private static double divergence(Tensor a, Tensor b) {
        double sum = 0;
        for (int c = 0; c < a.shape().c(); c++) {
            double mA = mean(a, c), mB = mean(b, c), vA = variance(a, c, mA), vB = variance(b, c, mB);
            sum += (vA + Math.pow(mA - mB, 2)) / (2 * vB) + (vB + Math.pow(mA - mB, 2)) / (2 * vA) - 1;
        }
        return sum / a.shape().c();
    }

    private static double mean(Tensor maps, int c) {
        double sum = 0;
        for (int y = 0; y < maps.shape().h(); y++) {
            for (int x = 0; x < maps.shape().w(); x++) sum += maps.at(0, c, y, x);
        }
        return sum / maps.shape().plane();
    }

    private static double variance(Tensor maps, int c, double mean) {
        double sum = 0;
        for (int y = 0; y < maps.shape().h(); y++) {
            for (int x = 0; x < maps.shape().w(); x++) sum += Math.pow(maps.at(0, c, y, x) - mean, 2);
        }
        return Math.max(1e-5, sum / maps.shape().plane());
    }

    @Test
    void instanceNormalizationTakesTheDivergenceAway() throws IOException {
        JsonNode rows = shift("builtin:twin-in", "builtin:photos/dogs", "builtin:photos/cat");
        int normalizations = 0;
        for (JsonNode row : rows) {
            if (!row.get("operator").asText().equals("InstanceNormalization")) continue;
            normalizations++;
            assertTrue(row.get("divergence").asDouble() < 0.05 * row.get("inputDivergence").asDouble(), row.toString());
        }
        assertTrue(normalizations > 4);
    }

    @Test
    void aPictureDoesNotMoveFromItself() throws IOException {
        for (JsonNode row : shift("builtin:twin-bn", "builtin:photos/cat", "builtin:photos/cat")) {
            assertEquals(0, row.get("distance").asDouble());
            assertEquals(1, row.get("cosine").asDouble(), 1e-9);
            assertEquals(0, row.get("divergence").asDouble(), 1e-9);
        }
    }

    private Path ibn(String mode, String... layers) {
        Path out = folder.resolve("new-" + mode + layers.length + ".onnx");
        List<String> line =
            new ArrayList<>(List.of("ibn", "builtin:twin-bn", "--mode", mode, "--out", out.toString(), "--layer"));
        line.addAll(List.of(layers));
        Answer answer = run(line.toArray(String[]::new));
        assertEquals("", answer.err());
        assertEquals(0, answer.code());
        return out;
    }

    private static Tensor value(Network network, Tensor input, String value) {
        try (GraphRunner runner = new DjlRunner(1)) {
            return network.run(runner, input, Set.of(value)).get(value);
        }
    }

    private static Network open(String origin) {
        try (GraphRunner runner = new DjlRunner(1)) {
            return new ModelLibrary(runner).open(origin, Map.of());
        }
    }

    @Test
    void rhoOneIsTheOldNetwork() {
        Network old = open("builtin:twin-bn");
        Tensor input = RealNetworks.noise(old, 2, 1);
        for (String mode : List.of("blend", "a", "b")) {
            Network changed = open(ibn(mode, "stem.norm=1", "block1.second.norm=1").toString());
            assertEquals(old.spec().labels(), changed.spec().labels(), "the manifest goes with it");
            assertTrue(RealNetworks.difference(value(changed, input, changed.outputs().get(0)),
                value(old, input, old.outputs().get(0))) < 1e-6);
        }
    }

    /** The blended layer's output from its parts, as the old network has them. */
    @Test
    void aBlendedLayerIsBothOfItsParts() {
        String name = "block2.first.norm";
        Network old = open("builtin:twin-bn"), changed = open(ibn("blend", name + "=0.25").toString());
        Tensor input = RealNetworks.noise(old, 1, 2);
        Layer layer = old.layer(name).orElseThrow();
        Tensor x = value(old, input, layer.input()), batch = value(old, input, layer.output()),
            found = value(changed, input, layer.output());
        NormalizationParameters affine = old.normalizationParameters(layer).orElseThrow();
        for (int c = 0; c < x.shape().c(); c++) {
            double mean = mean(x, c), deviation = Math.sqrt(variance(x, c, mean) + affine.epsilon());
            double instance = affine.gamma()[c] * (x.at(0, c, 3, 5) - mean) / deviation + affine.beta()[c];
            assertEquals(0.25 * batch.at(0, c, 3, 5) + 0.75 * instance, found.at(0, c, 3, 5), 1e-4, "unit " + c);
        }
    }

    /** Half of the channels as instance normalization has them, the others untouched. */
    @Test
    void theFirstShareOfChannelsBecomesInstanceNormalization() {
        String name = "block1.first.norm";
        Network old = open("builtin:twin-bn"), half = open(ibn("a", name + "=0.5").toString());
        Tensor input = RealNetworks.noise(old, 1, 4);
        String output = old.layer(name).orElseThrow().output();
        Tensor before = value(old, input, output), after = value(half, input, output);
        NormalizationParameters affine = old.normalizationParameters(old.layer(name).orElseThrow()).orElseThrow();
        int channels = before.shape().c();
        for (int c = 0; c < channels; c++) {
            if (c < channels / 2) assertEquals(affine.beta()[c], mean(after, c), 1e-4, "unit " + c);
            else assertEquals(before.at(0, c, 7, 7), after.at(0, c, 7, 7), 1e-5, "unit " + c);
        }
    }

    /** Behind the residual addition every map has mean 0 and variance 1. */
    @Test
    void instanceNormalizationAfterABlock() {
        Network old = open("builtin:twin-bn"), changed = open(ibn("b", "block1.second.norm=0").toString());
        String sum = old.reading(old.layer("block1.second.norm").orElseThrow().output()).get(0).output();
        Tensor after = value(changed, RealNetworks.noise(old, 1, 5), sum);
        for (int c = 0; c < after.shape().c(); c++) {
            assertEquals(0, mean(after, c), 1e-4);
            assertEquals(1, variance(after, c, mean(after, c)), 1e-2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere=0.5", "block1.first.conv=0.5", "stem.norm=2", "stem.norm=much", "stem.norm"})
    void whatCannotBeRewrittenIsTwo(String layer) {
        Path out = folder.resolve("none.onnx");
        Answer answer = run("ibn", "builtin:twin-bn", "--layer", layer, "--out", out.toString());
        assertEquals(2, answer.code(), answer.err());
        assertEquals(1, answer.err().strip().lines().count(), answer.err());
        assertTrue(Files.notExists(out));
    }

    private static void put(Path into, String... photos) throws IOException {
        Files.createDirectories(into);
        for (String photo : photos) {
            Files.copy(Path.of("assets/images/photos/" + photo + ".jpg"), into.resolve(photo + ".jpg"));
        }
    }

    @Test
    void aFolderGivesNewStatistics() throws IOException {
        Path images = folder.resolve("images"), out = folder.resolve("recalibrated.onnx");
        put(images.resolve("below"), "dogs", "cat");
        Files.writeString(images.resolve("broken.jpg"), "this is no picture");
        Answer answer = run("recalibrate", "builtin:twin-bn", "--images", images.toString(), "--out", out.toString());
        assertEquals(0, answer.code(), answer.err());
        assertTrue(answer.err().contains("broken.jpg") && answer.err().strip().lines().count() == 1, answer.err());
        assertTrue(answer.out().contains("2 pictures"), answer.out());
        Network changed = open(out.toString());
        Layer first = changed.layer("stem.norm").orElseThrow();
        NormalizationParameters parameters = changed.normalizationParameters(first).orElseThrow();
        Tensor dogs = raw("builtin:photos/dogs", first.name()), cat = raw("builtin:photos/cat", first.name());
        for (int c = 0; c < dogs.shape().c(); c++) {
            assertEquals((mean(dogs, c) + mean(cat, c)) / 2, parameters.mean()[c], 1e-4, "unit " + c);
        }
        Answer empty = run("recalibrate", "builtin:twin-bn", "--images",
            Files.createDirectory(folder.resolve("empty")).toString(), "--out", out.toString());
        assertEquals(2, empty.code(), empty.err());
    }

    /** Accuracy from the predictions one by one, divergence from the maps as 'normalize' writes them. */
    @Test
    void domainsAreCompared() throws IOException {
        Path data = folder.resolve("data");
        put(data.resolve("one/dog"), "dogs", "cat");
        put(data.resolve("one/house"), "house");
        Files.createDirectories(data.resolve("one/person"));
        put(data.resolve("two/house"), "boats", "canyon", "coffee");
        Files.createDirectories(data.resolve("three/horse"));
        JsonNode reports = run("shift", "--models", "builtin:twin-bn,builtin:twin-in", "--data",
            data.toString(), "--json").json();
        assertEquals(2, reports.size());
        JsonNode report = reports.get(0), one = report.get("domains").get(0);
        assertEquals("builtin:twin-bn", report.get("model").asText());
        assertEquals(2, report.get("domains").size(), "a domain without a picture is none");
        assertEquals(3, one.get("pictures").asInt());
        assertEquals(2 / 3.0, one.get("majority").asDouble(), 1e-9);
        int right = (top("dogs").equals("dog") ? 1 : 0) + (top("cat").equals("dog") ? 1 : 0)
            + (top("house").equals("house") ? 1 : 0);
        assertEquals(right / 3.0, one.get("accuracy").asDouble(), 1e-9);
        JsonNode divergence = byName(report.get("divergences").get(0).get("layers"))
            .get("block2.first.conv").get("divergence");
        assertEquals(ofSets(List.of("dogs", "cat", "house"), List.of("boats", "canyon", "coffee")),
            divergence.asDouble(), 1e-3 * divergence.asDouble());
    }

    private static String top(String photo) {
        Network network = open("builtin:twin-bn");
        Tensor input = network.spec().preprocessing().apply(List.of(PictureSource.open("builtin:photos/" + photo)));
        Tensor classes = value(network, input, network.outputs().get(0));
        int best = 0;
        for (int i = 1; i < classes.data().length; i++) if (classes.data()[i] > classes.data()[best]) best = i;
        return network.spec().labels().get(best);
    }

    private double ofSets(List<String> some, List<String> others) {
        List<Tensor> a = some.stream().map(photo -> raw("builtin:photos/" + photo, "block2.first.conv")).toList();
        List<Tensor> b = others.stream().map(photo -> raw("builtin:photos/" + photo, "block2.first.conv")).toList();
        double sum = 0;
        int channels = a.get(0).shape().c();
        for (int channel = 0; channel < channels; channel++) {
            int c = channel;
            double[] fA = a.stream().mapToDouble(maps -> mean(maps, c)).toArray(),
                fB = b.stream().mapToDouble(maps -> mean(maps, c)).toArray();
            double mA = Arrays.stream(fA).average().orElseThrow(), mB = Arrays.stream(fB).average().orElseThrow();
            double vA = Math.max(1e-5, Arrays.stream(fA).map(f -> (f - mA) * (f - mA)).average().orElseThrow());
            double vB = Math.max(1e-5, Arrays.stream(fB).map(f -> (f - mB) * (f - mB)).average().orElseThrow());
            sum += (vA + Math.pow(mA - mB, 2)) / (2 * vB) + (vB + Math.pow(mA - mB, 2)) / (2 * vA) - 1;
        }
        return sum / channels;
    }

    @Test
    void dataThatDoesNotFitIsTwo() throws IOException {
        Path data = folder.resolve("data"), empty = Files.createDirectory(folder.resolve("empty"));
        put(data.resolve("photo/zebra"), "dogs");
        for (String[] line : new String[][] {{"--data", data.toString()}, {"--data", empty.toString()},
            {"--data", folder.resolve("missing").toString()}, {}}) {
            List<String> all = new ArrayList<>(List.of("shift", "--models", "builtin:twin-bn"));
            all.addAll(List.of(line));
            Answer answer = run(all.toArray(String[]::new));
            assertEquals(2, answer.code(), answer.err());
            assertEquals(1, answer.err().strip().lines().count(), answer.err());
        }
    }

    @Test
    void robustnessPrintsALineForEachNetworkAndValue() {
        Answer answer = run("robustness", "--models", "builtin:twin-in", "--trait", "noise", "--steps", "2");
        assertEquals(0, answer.code(), answer.err());
        List<String> lines = answer.out().lines().toList();
        assertEquals("model,trait,value,pictures,accuracy,agreement", lines.get(0));
        assertEquals(List.of("twin-in,NOISE,0.0,13,,1.0", "twin-in,NOISE,0.5,13,,"),
            List.of(lines.get(1), lines.get(2).replaceFirst("[0-9.]+$", "")));
    }
}
