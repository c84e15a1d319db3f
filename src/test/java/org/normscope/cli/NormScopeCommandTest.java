package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.cli.Shell.Answer;
import org.normscope.image.Npy;
import org.normscope.tensor.Tensor;
import picocli.CommandLine.Command;

/** The command line as a shell sees it: answers, errors, exit codes, files. */
class NormScopeCommandTest {
    private static final String TWIN = "builtin:twin-bn";
    private static final String CONVOLUTION = "block1.first.conv";

    @TempDir
    Path folder;

    private static Answer run(String... arguments) {
        return Shell.run((into, stops, shots) -> shots.stream().map(shot -> into.resolve(
            shot.theme() + "-" + shot.language() + "-" + shot.width() + "x" + shot.height())).toList(), arguments);
    }

    private Answer normalize(String... more) {
        List<String> all = new ArrayList<>(
            List.of("normalize", "--model", TWIN, "--out", folder.resolve("out.npy").toString()));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    @Test
    void layersStandInOrderWithTheirShapes() throws IOException {
        JsonNode layers = run("layers", TWIN, "--json").json();
        assertEquals("Conv", layers.get(0).get("operator").asText());
        assertEquals("[1,32,64,64]", layers.get(0).get("shape").toString());
        JsonNode last = layers.get(layers.size() - 1);
        assertEquals("Gemm", last.get("operator").asText());
        assertEquals("[1,7]", last.get("shape").toString());
        Set<String> names = new HashSet<>();
        layers.forEach(layer -> names.add(layer.get("name").asText()));
        assertEquals(layers.size(), names.size(), "names are unique");
        assertTrue(Stream.of("Identity_0", "Constant").noneMatch(names::contains), "weights are no layers");
    }

    @Test
    void theCatalogueIsListed() throws IOException {
        List<String> ids = new ArrayList<>();
        run("norms", "--json").json().forEach(entry -> {
            ids.add(entry.get("id").asText());
            for (String key : List.of("name", "formula", "source")) {
                assertTrue(entry.get(key).asText().length() > 2, key);
            }
            assertTrue(entry.get("parameters").isArray());
        });
        assertTrue(
            ids.containsAll(List.of("bn", "ln", "in", "gn", "pos", "lrn", "lrn-intra", "l2", "l2-channel", "l1-channel",
                "l2-scale", "rms", "cosine", "wn", "ws", "cbn", "cin", "adain", "bin", "ibn-a",
                "ibn-b", "frn", "sn", "bw", "iw", "gw", "sw", "ubn", "dln", "deepnorm")), ids.toString());
    }

    /** Batch normalization of two pictures, computed here once more, in double precision and cell by cell. */
    @Test
    void aBatchIsNormalizedTogether() throws IOException {
        Path raw = folder.resolve("raw.npy"), stats = folder.resolve("stats.json"), png = folder.resolve("maps.png");
        Answer answer = normalize("--layer", CONVOLUTION, "--image", "builtin:photos/dogs",
            "--image", "builtin:photos/cat",
            "--norm", "bn", "--raw", raw.toString(), "--stats", stats.toString(), "--png", png.toString());
        assertEquals(new Answer(0, "", ""), answer);
        Tensor before = Npy.read(raw), after = Npy.read(folder.resolve("out.npy"));
        assertArrayEquals(new int[] {2, 32, 64, 64}, after.shape().toArray());
        for (int c = 0; c < 32; c++) {
            double sum = 0, squares = 0;
            for (int n = 0; n < 2; n++) {
                for (int y = 0; y < 64; y++) for (int x = 0; x < 64; x++) sum += before.at(n, c, y, x);
            }
            double mean = sum / (2 * 64 * 64);
            for (int n = 0; n < 2; n++) {
                for (int y = 0; y < 64; y++) {
                    for (int x = 0; x < 64; x++) squares += Math.pow(before.at(n, c, y, x) - mean, 2);
                }
            }
            double deviation = Math.sqrt(squares / (2 * 64 * 64) + 1e-5);
            assertEquals((before.at(1, c, 31, 44) - mean) / deviation, after.at(1, c, 31, 44), 1e-4, "unit " + c);
        }
        JsonNode figures = new ObjectMapper().readTree(stats.toFile());
        assertEquals(0, figures.get("out").get("mean").asDouble(), 1e-4);
        assertEquals(1, figures.get("out").get("std").asDouble(), 1e-3);
        assertTrue(Files.size(png) > 1000);
    }

    /** AdaIN gives every unit the style picture's mean and deviation, computed here once more from its own maps. */
    @Test
    void theStylePictureGivesMeanAndDeviation() {
        Path style = folder.resolve("style.npy");
        assertEquals(0,
            normalize("--layer", CONVOLUTION, "--image", "builtin:photos/cat", "--norm", "in", "--raw",
                style.toString()).code());
        for (String norm : List.of("adain", "cin")) {
            assertEquals(new Answer(0, "", ""),
                normalize("--layer", CONVOLUTION, "--image", "builtin:photos/dogs", "--norm", norm,
                    "--style", "builtin:photos/cat"));
            Tensor shown = Npy.read(folder.resolve("out.npy")), wanted = Npy.read(style);
            for (int c = 0; c < 32; c++) {
                assertEquals(moment(wanted, c, 1), moment(shown, c, 1), 1e-4, "mean of unit " + c);
                assertEquals(moment(wanted, c, 2), moment(shown, c, 2), 1e-3, "mean square of unit " + c);
            }
        }
    }

    private static double moment(Tensor maps, int c, int power) {
        double sum = 0;
        for (int y = 0; y < 64; y++) for (int x = 0; x < 64; x++) sum += Math.pow(maps.at(0, c, y, x), power);
        return sum / (64 * 64);
    }

    @Test
    void aPoolOfTheBatchItselfIsTheBatch() throws IOException {
        Path pool = Files.createDirectories(folder.resolve("pool/below"));
        for (String name : List.of("cat", "dogs")) {
            Files.copy(Path.of("assets/images/photos/" + name + ".jpg"), pool.resolve(name + ".jpg"));
        }
        String[] batch = {"--layer", CONVOLUTION, "--image", "builtin:photos/cat", "--image", "builtin:photos/dogs"};
        assertEquals(new Answer(0, "", ""),
            normalize(with(batch, "--norm", "ubn", "--pool", folder.resolve("pool").toString())));
        float[] pooled = Npy.read(folder.resolve("out.npy")).data();
        assertEquals(new Answer(0, "", ""), normalize(with(batch, "--norm", "bn")));
        assertArrayEquals(Npy.read(folder.resolve("out.npy")).data(), pooled, 1e-4f);
    }

    @Test
    void labelsOfTheUsers() throws IOException {
        Path names = Files.writeString(folder.resolve("names.txt"), "a\nb\nc\n");
        Answer refused = run("layers", "builtin:twin-bn", "--labels", names.toString());
        assertEquals(2, refused.code());
        assertTrue(refused.err()
            .startsWith("normscope layers: " + names + " names 3 classes, but the network gives 7"), refused.err());
        Files.writeString(names, "a\nb\nc\nd\ne\nf\ng\n");
        assertEquals(0, run("layers", "builtin:twin-bn", "--labels", names.toString()).code());
    }

    /** As in the window: one bad file does not spoil a pool, and is named. */
    @Test
    void whatIsNoPictureIsLeftOutOfAPool() throws IOException {
        Path pool = Files.createDirectories(folder.resolve("pool")),
            bad = Files.writeString(pool.resolve("bad.jpg"), "no picture");
        for (String name : List.of("cat", "dogs")) {
            Files.copy(Path.of("assets/images/photos/" + name + ".jpg"), pool.resolve(name + ".jpg"));
        }
        Files.writeString(pool.resolve("phone.HEIC"), "\0\0\0\30ftypheic");
        String[] asked = {"--layer", CONVOLUTION, "--image", "builtin:photos/cat", "--norm", "ubn", "--pool",
            pool.toString()};
        Answer answer = normalize(asked);
        assertEquals(0, answer.code(), answer.err());
        assertEquals("normscope normalize: skipped: " + bad
            + " is not a picture that NormScope reads. Choose one of these kinds: JPEG, PNG, GIF, BMP, WebP, TIFF.",
            answer.err().lines().findFirst().orElseThrow());
        assertTrue(answer.err().contains("phone.HEIC is a photo in the HEIC format"), answer.err());
        float[] withBad = Npy.read(folder.resolve("out.npy")).data();
        for (Path file : List.of(bad, pool.resolve("phone.HEIC"))) Files.delete(file);
        assertEquals(new Answer(0, "", ""), normalize(asked));
        assertArrayEquals(Npy.read(folder.resolve("out.npy")).data(), withBad);
        Files.delete(pool.resolve("cat.jpg"));
        Files.delete(pool.resolve("dogs.jpg"));
        Files.writeString(bad, "no picture");
        assertTrue(normalize(asked).err().lines().skip(1).allMatch(line -> line.contains("pool")),
            "none at all is refused");
    }

    /** A frame of an animation is named after #; a file that only lacks its end is read, and that is said. */
    @Test
    void framesAndFilesWithoutTheirEnd() throws IOException {
        Path unended = folder.resolve("unended.jpg"), cat = Path.of("assets/images/photos/cat.jpg");
        byte[] jpeg = Files.readAllBytes(cat);
        Files.write(unended, Arrays.copyOf(jpeg, jpeg.length - 2));
        assertEquals(new Answer(0, "",
            "normscope normalize: " + unended + " lacks the mark of its end. All its pixels are there.\n"),
            normalize("--layer", CONVOLUTION, "--image", unended.toString(), "--norm", "in"));
        float[] maps = Npy.read(folder.resolve("out.npy")).data();
        assertEquals(new Answer(0, "", ""),
            normalize("--layer", CONVOLUTION, "--image", cat.toString(), "--norm", "in"));
        assertArrayEquals(Npy.read(folder.resolve("out.npy")).data(), maps);
        assertTrue(normalize("--layer", CONVOLUTION, "--image", cat + "#1", "--norm", "in").err()
            .contains("numbered from 0 to 0:"));
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    /** The network's own normalization with its own statistics, gamma and beta is the network. */
    @Test
    void ownStatisticsGiveTheNetworkItself() {
        Path bn = folder.resolve("bn.npy");
        String layer = "block1.first.norm";
        assertEquals(0,
            normalize("--layer", layer, "--image", "builtin:photos/dogs", "--norm", "bn", "--set", "stats=running",
                "--affine", "model").code());
        assertEquals(0,
            run("normalize", "--model", TWIN, "--layer", "block1.first.relu", "--image",
                "builtin:photos/dogs", "--norm", "in",
                "--raw", bn.toString(), "--out", folder.resolve("unused.npy").toString()).code());
        Tensor computed = Npy.read(folder.resolve("out.npy")), relu = Npy.read(bn);
        for (int i = 0; i < relu.data().length; i++) {
            assertEquals(relu.data()[i], Math.max(0, computed.data()[i]), 1e-4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "layers", "layers builtin:twin-bn --jsonn", "nonsense", "normalize --model builtin:twin-bn",
        "tour --out x --lang fr", "tour --out x --size big", "tour --out x --theme pink",
        "layers builtin:twin-bn --input size=0", "layers builtin:twin-bn --input colour=red"})
    void wrongUseIsTwo(String line) {
        Answer answer = run(line.split(" "));
        assertEquals(2, answer.code(), answer.err());
        assertOneLine(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--layer nowhere --norm bn", "--layer block1.first.conv --norm zz",
        "--layer block1.first.conv --norm gn --set groups=5",
        "--layer block1.first.conv --norm in --set stats=running", "--layer block1.first.relu --norm cosine",
        "--layer block1.first.relu --norm wn",
        "--layer block1.first.relu --norm ws", "--layer block1.first.relu --norm bn --set stats=running",
        "--layer block1.first.relu --norm bn --affine model",
        "--layer block1.first.relu --norm adain", "--layer block1.first.relu --norm ubn",
        "--layer block1.first.relu --norm deepnorm", "--layer block1.first.relu --norm bin --set rho=2",
        "--layer block1.first.relu --norm gw --set g=5", "--layer block1.first.conv --norm lrn-intra --set n=4",
        "--layer block1.first.conv --norm ln --set eps=much"})
    void whatDoesNotFitTheLayerIsTwo(String line) {
        Answer answer = normalize((line + " --image builtin:photos/dogs").split(" "));
        assertEquals(2, answer.code(), answer.err());
        assertOneLine(answer);
    }

    @Test
    void aFileThatFailsIsOne() throws IOException {
        Path text = Files.writeString(folder.resolve("text.onnx"), "this is no network");
        Path missing = folder.resolve("missing.onnx");
        for (Path file : List.of(text, missing, folder)) {
            Answer answer = run("layers", file.toString());
            assertEquals(1, answer.code(), answer.err());
            assertOneLine(answer);
            assertTrue(answer.err().contains(file.toString()), answer.err());
        }
        Answer picture = normalize("--layer", CONVOLUTION, "--norm", "bn", "--image", text.toString());
        assertEquals(1, picture.code());
        assertOneLine(picture);
        Answer unwritable = run("normalize", "--model", TWIN, "--layer", CONVOLUTION, "--norm", "bn",
            "--image", "builtin:photos/dogs", "--out", folder.resolve("no/such/folder/out.npy").toString());
        assertEquals(2, unwritable.code());
        assertOneLine(unwritable);
    }

    static List<Command> commands() {
        return NormScopeCommand.COMMANDS.stream().map(command -> command.getAnnotation(Command.class)).toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpIsEverywhere(Command command) {
        Answer answer = run(command.name(), "--help");
        assertEquals(0, answer.code());
        assertTrue(answer.out().startsWith("Usage: normscope " + command.name()), answer.out());
        assertTrue(command.description()[0].endsWith("."), "listed by what is no sentence: " + command.name());
    }

    @Test
    void allCommandsAreListed() {
        Answer answer = run("--help");
        assertEquals(0, answer.code());
        for (Command command : commands()) {
            assertTrue(answer.out().lines().anyMatch(line -> line.startsWith("  " + command.name() + " ")),
                answer.out());
        }
    }

    @Test
    void theTourIsHandedItsChoices() {
        Answer answer = run("tour", "--out", "pictures", "--theme", "projector", "--lang", "zh", "--size", "1280x800");
        assertEquals(new Answer(0, Path.of("pictures/PROJECTOR-CHINESE-1280x800") + System.lineSeparator(), ""),
            answer);
    }

    @Test
    void theTourStopsWhereItIsAsked() {
        List<Set<TourRenderer.Stop>> asked = new ArrayList<>();
        TourRenderer renderer = (into, stops, shots) -> {
            asked.add(stops);
            return List.of();
        };
        Shell.run(renderer, new Object[] {"tour", "--out", "pictures", "--only", "tree,plate"});
        Shell.run(renderer, new Object[] {"tour", "--out", "pictures"});
        assertEquals(List.of(Set.of(TourRenderer.Stop.PLATE, TourRenderer.Stop.TREE),
            Set.of(TourRenderer.Stop.values())), asked);
        assertEquals(2, run("tour", "--out", "pictures", "--only", "cellar").code());
    }

    @Test
    void theTourTakesEveryShotOfSeveralChoices() {
        Answer answer = run("tour", "--out", "p", "--theme", "light,dark", "--lang", "en,zh", "--size",
            "960x640,1280x720");
        assertEquals(List.of("LIGHT-ENGLISH-960x640", "LIGHT-ENGLISH-1280x720", "LIGHT-CHINESE-960x640",
            "LIGHT-CHINESE-1280x720", "DARK-ENGLISH-960x640", "DARK-ENGLISH-1280x720", "DARK-CHINESE-960x640",
            "DARK-CHINESE-1280x720"),
            answer.out().lines().map(line -> Path.of(line).getFileName().toString()).toList());
    }

    private static void assertOneLine(Answer answer) {
        assertEquals(1, answer.err().strip().lines().count(), answer.err());
        assertEquals("", answer.out());
    }
}
