package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.cli.Shell.run;
import static org.normscope.network.TinyClassifier.divergence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.cli.Shell.Answer;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.network.RealNetworks;
import org.normscope.network.TinyClassifier;

/**
 * The shift commands at the edges: one channel, one colour, no norms, folded norms, folders that are empty, broken or
 * unbalanced.
 */
class SturdyShiftTest {
    @TempDir
    Path folder;

    private static JsonNode json(Answer answer) throws IOException {
        assertEquals(0, answer.code(), answer.err());
        return new ObjectMapper().readTree(answer.out());
    }

    private static JsonNode row(JsonNode rows, String name) {
        for (JsonNode row : rows) if (row.get("name").asText().equals(name)) return row;
        throw new AssertionError(name + " in " + rows);
    }

    /** Grey levels 16 x 16, as the network takes them. */
    private String picture(String name, int... levels) throws IOException {
        int[] argb = new int[256];
        for (int i = 0; i < 256; i++) argb[i] = 0xFF000000 | levels[i % levels.length] * 0x010101;
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        PictureFile.writePng(new Pixels(16, 16, argb), file);
        return file.toString();
    }

    private static int[] noise(long seed) {
        return new Random(seed).ints(256, 0, 256).toArray();
    }

    private static double[] convolved(int... levels) {
        return TinyClassifier.convolved(Arrays.stream(levels));
    }

    @Test
    void aNetworkOfOneChannel() throws IOException {
        String network = TinyClassifier.write(folder.resolve("one.onnx"));
        int[] a = noise(1), b = noise(2);
        JsonNode rows = json(run("shift", "--model", network, "--image", picture("a.png", a), "--shifted",
            picture("b.png", b), "--json"));
        double wanted = divergence(convolved(a), convolved(b));
        assertEquals(wanted, row(rows, "conv").get("divergence").asDouble(), 1e-4 * wanted);
        assertEquals(wanted, row(rows, "norm").get("inputDivergence").asDouble(), 1e-4 * wanted);
        assertEquals(0, row(rows, "conv").get("flooredChannels").asInt());
        // Affine for the channel: the divergence stays as it is.
        assertEquals(wanted, row(rows, "norm").get("divergence").asDouble(), 1e-3 * wanted);
        for (String mode : List.of("blend", "a", "b")) {
            Path out = folder.resolve(mode + ".onnx");
            Answer answer = run("ibn", network, "--layer", "norm=0", "--mode", mode, "--out", out.toString());
            assertEquals(0, answer.code(), answer.err());
            JsonNode cut = json(run("shift", "--model", out.toString(), "--image", folder.resolve("a.png").toString(),
                "--shifted", folder.resolve("b.png").toString(), "--json"));
            assertEquals(1, row(cut, "norm").get("instanceChannels").asInt(), mode);
            assertEquals(0, row(cut, "norm").get("divergence").asDouble(), 1e-3, mode);
        }
    }

    /** Pictures of one colour: nothing varies within them, so the least variance stands for it, and that is said. */
    @Test
    void picturesOfOneColour() throws IOException {
        String network = TinyClassifier.write(folder.resolve("one.onnx")), a = picture("a.png", 100),
            b = picture("b.png", 150);
        JsonNode rows = json(run("shift", "--model", network, "--image", a, "--shifted", b, "--json"));
        double wanted = Math.pow(TinyClassifier.WEIGHT * 50 / 255, 2) / 1e-5;
        assertEquals(wanted, row(rows, "conv").get("divergence").asDouble(), 1e-4 * wanted);
        assertEquals(1, row(rows, "conv").get("flooredChannels").asInt());
        Answer text = run("shift", "--model", network, "--image", a, "--shifted", b);
        String line = text.out().lines().filter(one -> one.startsWith("conv ")).findFirst().orElseThrow();
        assertTrue(line.endsWith("; variance below 1e-05 taken as that: 1 of 1 channels"), line);
        for (String twin : List.of("builtin:twin-bn", "builtin:twin-in", "builtin:twin-ln", "builtin:twin-lrn")) {
            for (JsonNode row : json(run("shift", "--model", twin, "--image", a, "--shifted", b, "--json"))) {
                assertTrue(row.get("divergence").isNumber() && row.get("divergence").asDouble() >= 0, twin + row);
                assertTrue(row.get("cosine").isNumber(), twin + row);
            }
        }
    }

    /**
     * One picture a domain has no spread over its pictures; the figure is there, and so is the reason not to trust it.
     */
    @Test
    void domainsOfOnePicture() throws IOException {
        String network = TinyClassifier.write(folder.resolve("one.onnx"));
        int[] a = noise(3), b = noise(4);
        picture("data/one/dark/a.png", a);
        picture("data/two/bright/b.png", b);
        JsonNode report = json(run("shift", "--models", network, "--data", folder.resolve("data").toString(), "--json"))
            .get(0);
        JsonNode layer = row(report.get("divergences").get(0).get("layers"), "conv");
        double wanted = Math.pow(convolved(a)[0] - convolved(b)[0], 2) / 1e-5;
        assertEquals(wanted, layer.get("divergence").asDouble(), 1e-3 * wanted);
        assertEquals(1, layer.get("flooredChannels").asInt());
        assertTrue(run("shift", "--models", network, "--data", folder.resolve("data").toString()).out()
            .contains("variance below 1e-05 taken as that: 1 of 1 channels"));
    }

    /**
     * Nine to one, an empty class, a domain of empty classes, one of broken files, two networks: each picture counts
     * once, in its class.
     */
    @Test
    void unbalancedEmptyAndBrokenFolders() throws IOException {
        String network = TinyClassifier.write(folder.resolve("one.onnx"));
        for (int i = 0; i < 9; i++) picture("data/one/dark/" + i + ".png", 10 * i);
        picture("data/one/bright/a.png", 250);
        picture("data/two/bright/a.png", 240);
        picture("data/two/bright/b.png", 30);
        for (String empty : List.of("data/two/dark", "data/void/dark", "data/void/bright", "data/broken/dark")) {
            Files.createDirectories(folder.resolve(empty));
        }
        Files.writeString(folder.resolve("data/broken/dark/no.png"), "no picture");
        Files.writeString(folder.resolve("data/one/dark/no.png"), "no picture");
        Answer answer = run("shift", "--models", network + "," + network, "--data",
            folder.resolve("data").toString(), "--json");
        JsonNode reports = json(answer);
        assertEquals(2,
            answer.err().lines()
                .filter(line -> line.startsWith("normscope shift: skipped: ") && line.contains("no.png")).count(),
            "each once, not once a network: " + answer.err());
        assertEquals(reports.get(0), reports.get(1));
        JsonNode domains = reports.get(0).get("domains");
        assertEquals(List.of("one", "two"),
            Stream.of(domains.get(0), domains.get(1)).map(domain -> domain.get("name").asText()).toList());
        assertEquals(2, domains.size());
        assertEquals(10, domains.get(0).get("pictures").asInt());
        assertEquals(0.9, domains.get(0).get("majority").asDouble(), 1e-12);
        // Brighter than the middle is "bright": all of the first are right, one of the second.
        assertEquals(1, domains.get(0).get("accuracy").asDouble());
        assertEquals(0.5, domains.get(1).get("accuracy").asDouble());
        assertEquals(1, domains.get(1).get("majority").asDouble());
    }

    @Test
    void onlyBrokenPicturesAreNone() throws IOException {
        Files.createDirectories(folder.resolve("data/broken/dark"));
        Files.writeString(folder.resolve("data/broken/dark/no.png"), "no picture");
        Answer answer = run("shift", "--models", TinyClassifier.write(folder.resolve("one.onnx")), "--data",
            folder.resolve("data").toString());
        assertEquals(2, answer.code());
        assertTrue(answer.err().contains(folder.resolve("data") + " holds no pictures as DIR/DOMAIN/CLASS/*.jpg"),
            answer.err());
    }

    @Test
    void aNetworkWithoutNorms() throws IOException {
        String a = picture("a.png", noise(5)), b = picture("b.png", noise(6));
        JsonNode rows = json(run("shift", "--model", "builtin:twin-none", "--image", a, "--shifted", b, "--json"));
        assertFalse(rows.isEmpty());
        for (JsonNode row : rows) {
            assertTrue(row.get("inputDivergence").isNull() && row.get("distance").isNumber(), row.toString());
        }
        refused("builtin:twin-none", "block1.first.conv", "Conv", "twin-none");
    }

    /** Folding is said of a network in which torch.onnx.export left its marks. */
    @Test
    void aNetworkWithFoldedNorms() throws IOException {
        String folded = TinyClassifier.writeFolded(folder.resolve("folded.onnx"));
        JsonNode rows = json(run("shift", "--model", folded, "--image", picture("a.png", noise(7)), "--shifted",
            picture("b.png", noise(8)), "--json"));
        double wanted = divergence(convolved(noise(7)), convolved(noise(8)));
        assertEquals(wanted, row(rows, "conv").get("divergence").asDouble(), 1e-4 * wanted);
        refused(folded, "conv", "Conv", "folded.onnx");
        refused(RealNetworks.origin("squeezenet1.1"), null, null, "squeezenet1.1.onnx");
    }

    /** @param name as the messages call the network */
    private void refused(String network, String layer, String operator, String name) throws IOException {
        Path out = folder.resolve("never.onnx"), images = Files.createDirectories(folder.resolve("images"));
        picture("images/a.png", 1, 2, 3);
        if (layer != null) {
            Answer ibn = run("ibn", network, "--layer", layer + "=0.5", "--out", out.toString());
            assertEquals(2, ibn.code());
            assertTrue(ibn.err().contains("‘" + layer + "’ is a " + operator
                + "; blend and a take layers with BN in them (BatchNormalization, IBN-a, BIN)"), ibn.err());
        }
        Answer recalibrate = run("recalibrate", network, "--images", images.toString(), "--out", out.toString());
        assertEquals(2, recalibrate.code());
        assertTrue(recalibrate.err().contains(name
            + " has no BatchNormalization whose statistics could be replaced (exporters may have folded them into "
            + "convolutions, or written them out in several operators)"), recalibrate.err());
        assertTrue(Files.notExists(out));
    }
}
