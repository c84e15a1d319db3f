package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Preprocessing;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.TinyModel;
import org.normscope.text.Language;

/** The settings win over the manifest, the manifest over the guess, and the guess is said. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreprocessingGuessTest {
    @TempDir
    Path folder;
    private GraphRunner runner;

    @BeforeAll
    void start() {
        runner = new DjlRunner(1);
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    private static TinyModel classifier(int... input) {
        return new TinyModel().input("x", input).node("GlobalAveragePool", "x", "p")
            .node("Flatten", "p", "y").output("y");
    }

    private Network open(TinyModel model, String manifest, Map<String, String> input) throws IOException {
        Path file = Files.write(folder.resolve("net.onnx"), model.bytes());
        Path beside = folder.resolve("net.json");
        if (manifest == null) Files.deleteIfExists(beside);
        else Files.writeString(beside, manifest);
        return new ModelLibrary(runner).open(file, input);
    }

    private static boolean says(Network network, String words) {
        return network.spec().guessed().stream().anyMatch(guess -> guess.in(Language.ENGLISH).contains(words));
    }

    @Test
    void withoutAManifestAllIsGuessedAndSaid() throws IOException {
        Network network = open(classifier(-1, 3, -1, -1), null, Map.of());
        Preprocessing preprocessing = network.spec().preprocessing();
        assertEquals(224, preprocessing.width());
        assertArrayEquals(new float[] {.485f, .456f, .406f}, preprocessing.mean());
        assertArrayEquals(new float[] {.229f, .224f, .225f}, preprocessing.std());
        assertEquals(Preprocessing.Order.RGB, preprocessing.order());
        assertEquals(Preprocessing.Fit.CROP, preprocessing.fit());
        assertTrue(says(network, "224 × 224") && says(network, "ImageNet") && says(network, "RGB")
            && says(network, "cropped"));
    }

    @Test
    void theManifestWinsAndWhatItLeavesOutIsStillGuessed() throws IOException {
        String manifest =
            "{\"size\": [48, 32], \"range\": [-1, 1], \"mean\": 0, \"std\": [1, 2, 3], \"order\": \"BGR\", \"labels\": "
                + "[\"a\", \"b\", \"c\"], \"origin\": 1}";
        Network network = open(classifier(-1, 3, -1, -1), manifest, Map.of());
        Preprocessing preprocessing = network.spec().preprocessing();
        assertEquals(48, preprocessing.width());
        assertEquals(32, preprocessing.height());
        assertEquals(-1, preprocessing.low());
        assertArrayEquals(new float[3], preprocessing.mean());
        assertArrayEquals(new float[] {1, 2, 3}, preprocessing.std());
        assertEquals(Preprocessing.Order.BGR, preprocessing.order());
        assertEquals(List.of("a", "b", "c"), network.spec().labels());
        assertEquals(32, network.layers().isEmpty() ? 32 : preprocessing.height());
        assertTrue(says(network, "cropped") && says(network, "‘origin’"));
        assertFalse(says(network, "ImageNet") || says(network, "RGB") || says(network, "size"));
    }

    @Test
    void theSettingsWinOverTheManifest() throws IOException {
        Network network = open(classifier(-1, 3, -1, -1), "{\"size\": 64, \"fit\": \"pad\", \"order\": \"BGR\"}",
            Map.of("size", "40x24", "range", "0,255", "mean", "103.9,116.8,123.7", "std", "1", "fit", "stretch"));
        Preprocessing preprocessing = network.spec().preprocessing();
        assertEquals(40, preprocessing.width());
        assertEquals(24, preprocessing.height());
        assertEquals(255, preprocessing.high());
        assertArrayEquals(new float[] {103.9f, 116.8f, 123.7f}, preprocessing.mean());
        assertEquals(Preprocessing.Fit.STRETCH, preprocessing.fit());
        assertEquals(Preprocessing.Order.BGR, preprocessing.order());
        assertTrue(network.spec().guessed().isEmpty(), network.spec().guessed()::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
        value = {"size|0", "size|12y", "size|99999x99999", "range|1", "range|5,5", "range|a,b", "mean|1,2",
            "std|0", "std|1,-1,1", "order|RBG", "fit|squash", "colour|red"})
    void wrongSettingsNameTheKeyAndWhatIsAllowed(String key, String value) throws IOException {
        String message = assertThrows(BadSettingException.class, () ->
            open(classifier(-1, 3, -1, -1), null, Map.of(key, value))).getMessage();
        assertTrue(message.contains(key) && message.contains("--input") && message.contains(";"), message);
        if (key.equals("colour")) return;
        String manifest = "{\"" + key + "\": \"" + value + "\"}";
        BadNetworkException fault = assertThrows(BadNetworkException.class,
            () -> open(classifier(-1, 3, -1, -1), manifest, Map.of()));
        assertFalse(fault instanceof BadSettingException);
        assertTrue(fault.getMessage().contains("net.json"), fault.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
        value = {"{", "[]", "'not json'", "{\"labels\": [1, 2]}", "{\"labels\": \"dog\"}", "{\"labels\": [\"dog\"]}"})
    void brokenManifestsAreRefused(String manifest) {
        String message = assertThrows(BadNetworkException.class,
            () -> open(classifier(-1, 3, -1, -1), manifest, Map.of())).getMessage();
        assertTrue(message.contains("net."), message);
    }

    @Test
    void aFixedSizeIsKept() throws IOException {
        Network network = open(classifier(1, 3, 20, 30), null, Map.of());
        assertEquals(30, network.spec().preprocessing().width());
        assertEquals(20, network.spec().preprocessing().height());
        assertTrue(network.remarks().containsAll(List.of(Network.Remark.FIXED_SIZE, Network.Remark.FIXED_BATCH)));
        String message = assertThrows(BadSettingException.class,
            () -> open(classifier(1, 3, 20, 30), null, Map.of("size", "64"))).getMessage();
        assertTrue(message.contains("30x20"), message);
    }

    @Test
    void aSizeThatRunsIsFoundWhereTheFileLiesAboutTakingAny() throws IOException {
        TinyModel model = new TinyModel().input("x", -1, 3, -1, -1)
            .weights("w", new int[] {3 * 32 * 32, 2}, new float[6 * 32 * 32])
            .node("Flatten", "x", "f").node("MatMul", "f w", "y").output("y");
        Network network = open(model, null, Map.of());
        assertEquals(32, network.spec().preprocessing().width());
        assertTrue(says(network, "32 × 32"));
    }

    @Test
    void oneChannelIsGrey() throws IOException {
        Network network = open(classifier(-1, 1, 28, 28), null, Map.of());
        assertEquals(Preprocessing.Order.GRAY, network.spec().preprocessing().order());
        assertArrayEquals(new float[] {0, 0, 0}, network.spec().preprocessing().mean());
        assertThrows(BadSettingException.class, () -> open(classifier(-1, 1, 28, 28), null, Map.of("order", "RGB")));
        assertThrows(BadSettingException.class, () -> open(classifier(-1, 3, 28, 28), null, Map.of("order", "GRAY")));
    }

    @Test
    void aNetworkThatNormalizesItsInputItselfIsFedPlainLevels() throws IOException {
        TinyModel levels = new TinyModel().input("x", -1, 3, -1, -1).weights("m", new int[] {1, 3, 1, 1}, 124, 117, 104)
            .node("Sub", "x m", "c").node("GlobalAveragePool", "c", "y").output("y");
        assertEquals(255, open(levels, null, Map.of()).spec().preprocessing().high());
        TinyModel fractions = new TinyModel().input("x", -1, 3, -1, -1)
            .weights("m", new int[] {1, 3, 1, 1}, .485f, .456f, .406f)
            .node("Sub", "x m", "c").node("GlobalAveragePool", "c", "y").output("y");
        Network network = open(fractions, null, Map.of());
        assertEquals(1, network.spec().preprocessing().high());
        assertArrayEquals(new float[3], network.spec().preprocessing().mean());
        assertTrue(says(network, "normalizes its input itself"));
    }

    @Test
    void bytesAndChannelsLast() throws IOException {
        TinyModel model = new TinyModel().typedInput("x", 2, -1, 8, 6, 3)
            .node("Cast", "x", "f", TinyModel.integer("to", 1))
            .node("Transpose", "f", "t", TinyModel.integers("perm", 0, 3, 1, 2))
            .node("GlobalMaxPool", "t", "y").output("y");
        Network network = open(model, null, Map.of());
        assertEquals(255, network.spec().preprocessing().high());
        assertEquals(6, network.spec().preprocessing().width());
        assertEquals(8, network.spec().preprocessing().height());
        var picture = RealNetworks.noise(network, 2, 1);
        var run = network.run(runner, picture, List.of("t", "y"));
        for (int i = 0; i < picture.data().length; i++) {
            assertEquals(Math.round(picture.data()[i]), run.get("t").data()[i]);
        }
    }

    @ParameterizedTest
    @CsvSource({"vangogh_starry-night,255", "fns_candy,255", "microast,1", "vgg19_normalised_relu3_1,1"})
    void realImageNetworks(String name, float high) {
        Network network = new ModelLibrary(runner).open(RealNetworks.origin(name), Map.of());
        assertEquals(high, network.spec().preprocessing().high());
        assertArrayEquals(new float[3], network.spec().preprocessing().mean());
    }

    @Test
    void severalInputsAreFedWhatIsSaid() {
        Network network = new ModelLibrary(runner).open(RealNetworks.origin("microast"), Map.of());
        assertEquals("content", network.picture());
        assertTrue(network.remarks().contains(Network.Remark.SEVERAL_INPUTS));
        assertTrue(says(network, "‘alpha’ is fed 1") && says(network, "‘style’ is fed the same pictures"));
        var input = RealNetworks.noise(network, 1, 1);
        assertEquals(1, network.feeds(input).get("alpha").data()[0]);
        assertEquals(input.shape(), network.run(runner, input, network.outputs()).get("output").shape());
    }
}
