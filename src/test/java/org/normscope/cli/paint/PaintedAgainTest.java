package org.normscope.cli.paint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.cli.Shell;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureSource;
import org.normscope.image.PictureTexts;
import org.normscope.image.Pixels;
import org.normscope.image.stroke.Stroke;
import org.normscope.network.RealNetworks;
import org.normscope.onnx.TinyModel;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.style.MaskBrush;
import org.normscope.state.style.StyleColours;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleSettings;
import org.normscope.style.Colouring;
import org.normscope.style.EngineInput;
import org.normscope.style.Mixing;
import org.normscope.style.Recipe;
import org.normscope.style.StyleCommandLine;
import org.normscope.style.StyleLibrary;
import org.normscope.style.StyleMask;
import org.normscope.style.ValueRange;
import org.normscope.style.WeightedStyle;
import picocli.CommandLine;

/** The command in a painted picture's metadata, read by a shell and run, paints that picture. */
class PaintedAgainTest {
    private static final Path NIGHT = Path.of("assets/images/paintings/night-cafe.jpg");

    @TempDir
    Path folder;
    private Desk desk;
    private StyleModel style;

    /** For those who paint in the workspace: the others need none. */
    private void enter() {
        desk = new Desk(folder.resolve("data")).started();
        style = desk.app.workspace(StyleModel.class);
        desk.app.setWorkspace(StyleSettings.ID);
    }

    @AfterEach
    void close() {
        if (desk != null) desk.close();
    }

    /** As a POSIX shell splits it. */
    private static List<String> words(String command) throws IOException {
        String script = "for word in " + command + "; do printf '%s\\0' \"$word\"; done";
        Process shell = new ProcessBuilder("sh", "-c", script).start();
        String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("", new String(shell.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        return Arrays.stream(words.split("\0", -1)).limit(words.chars().filter(c -> c == 0).count()).toList();
    }

    /** Runs what a picture says of itself. */
    private Pixels again(Path picture) throws IOException {
        List<String> words = new ArrayList<>(words(PictureTexts.of(Files.readAllBytes(picture)).get("Description")));
        assertEquals("normscope", words.remove(0));
        Path out = folder.resolve("again.png");
        words.addAll(List.of("--out", out.toString()));
        Shell.Answer answer = Shell.run(words.toArray());
        assertEquals("", answer.err());
        assertEquals(0, answer.code());
        return PictureFile.read(out);
    }

    private Pixels saved(Path file) {
        style.renderFull();
        style.saveRender(file);
        assertTrue(Files.exists(file), desk.notices().toString());
        return PictureFile.read(file);
    }

    /** See-through in its upper rows, with a name that a shell would take apart. */
    private Path content() {
        int[] argb = Lanczos.scaled(PictureSource.open("builtin:photos/dogs"), 90, 70).argb().clone();
        for (int i = 0; i < 90 * 20; i++) argb[i] = argb[i] & 0xFFFFFF | i / 90 * 12 << 24;
        Path file = folder.resolve("it's \"my\" $HOME 图片.png");
        PictureFile.writePng(new Pixels(90, 70, argb), file);
        return file;
    }

    private void set(UnaryOperator<StyleSettings> change) {
        Path session = folder.resolve("set.normscope");
        Desk.SESSIONS.write(desk.app.settings().get().with(StyleSettings.class, change), session);
        desk.app.openSession(session);
        assertEquals(List.of(), desk.notices());
    }

    @Test
    void bothStylesSitesMaskAndTransparency() throws IOException {
        enter();
        Path second = Files.copy(NIGHT, folder.resolve("night:0.5"));
        style.dropOnContent(List.of(content()));
        style.dropOnStyles(List.of(NIGHT, second));
        style.mix().setShares(List.of(1 / 3., 2 / 3.));
        style.setWeight(0.6123456789);
        style.setBySite(true);
        style.setRho(2, 0.437);
        style.setSplit(true);
        style.setColours(StyleColours.MATCHED);
        List<Stroke.Point> points = List.of(new Stroke.Point(-3.25, 20), new Stroke.Point(60.123456, 44));
        Stroke line = new Stroke(points, 17.7, MaskBrush.PAINT);
        Stroke dot = new Stroke(List.of(new Stroke.Point(30, 30)), 5, MaskBrush.ERASE);
        set(s -> s.withContent(s.content().with(line).with(dot)).withFullSide(81));
        Pixels painted = saved(folder.resolve("painted.png"));
        assertEquals(81, painted.width());
        assertTrue(Arrays.stream(painted.argb()).anyMatch(pixel -> pixel >>> 24 < 255), "transparent, as the content");
        assertArrayEquals(painted.argb(), again(folder.resolve("painted.png")).argb());
        Path refined = folder.resolve("refined.png");
        style.refine();
        style.saveRender(refined);
        assertTrue(Arrays.stream(PictureFile.read(refined).argb()).anyMatch(pixel -> pixel >>> 24 < 255));
        assertArrayEquals(PictureFile.read(refined).argb(), again(refined).argb());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fns_candy", "vangogh_starry-night"})
    void anotherEngine(String name) throws IOException {
        enter();
        Path engine = Files.copy(Path.of(RealNetworks.origin(name)), folder.resolve("my '" + name + "' 画.onnx"));
        style.dropOnContent(List.of(content()));
        Map<String, String> range = Map.of("in", "BYTES", "out", "BYTES");
        set(s -> s.withEngine(NetworkChoice.hashed(engine.toString(), range)).withFullSide(80));
        if (!style.engine().get().channels().isEmpty()) style.setRho(0.25);
        Pixels painted = saved(folder.resolve("painted.png"));
        assertArrayEquals(painted.argb(), again(folder.resolve("painted.png")).argb());
    }

    /** What the command line writes, it reads. */
    @Test
    void theCommandsOwnPicture() throws IOException {
        Path engine = Files.write(folder.resolve("dim it.onnx"), new TinyModel().input("x", 1, 3, -1, -1)
            .weights("f", new int[0], .5f).node("Mul", "x f", "y").output("y").bytes());
        PictureFile.writePng(new Pixels(2, 1, new int[] {0xFF000000, -1}), folder.resolve("a mask.png"));
        Path out = folder.resolve("first.png");
        Shell.Answer answer = Shell.run("style", "--content", content(), "--engine", engine, "--range", "bytes,unit",
            "--size", 60, "--mask", folder.resolve("a mask.png"), "--colors", "keep", "--out", out);
        assertEquals(0, answer.code(), answer.err());
        assertArrayEquals(PictureFile.read(out).argb(), again(out).argb());
    }

    /** Names reach the options as they are, through the shell and the parser. */
    @ParameterizedTest
    @ValueSource(strings = {"a b", "it's", "\"q\"", "图 片.png", "-x.png", "--style", "@args", "back\\slash",
        "$HOME`id`", "night:0.5", "two\nlines", "~", "#3", "a,b", "x=y", "*", "!", "a;b|c&d", "'"})
    void namesOfFiles(String name) throws IOException {
        Recipe recipe = new Recipe(List.of(new WeightedStyle(name, 1)), 1e-7, Mixing.all(Mixing.Mode.BLEND, 0),
            Colouring.STYLE, new StyleMask.Drawn(name, null), Recipe.OWN_SIZE);
        String command = new StyleCommandLine(name, name,
            new EngineInput(Optional.of(true), Optional.empty(), List.of(ValueRange.UNIT)), recipe, 0).text();
        List<String> words = words(command + " --out x.png");
        CommandLine.ParseResult read = new CommandLine(new StyleCommand()).setCaseInsensitiveEnumValuesAllowed(true)
            .parseArgs(words.subList(2, words.size()).toArray(String[]::new));
        String file = name.startsWith("-") || name.startsWith("@") ? "./" + name : name;
        for (String option : List.of("--content", "--mask", "--engine")) {
            assertEquals(file, read.matchedOptionValue(option, null));
        }
        List<String> styles = read.matchedOptionValue("--style", null);
        assertEquals(List.of(file), StyleShares.of(styles).stream().map(WeightedStyle::origin).toList());
        assertEquals("0.00000010", read.matchedOptionValue("--weight", null));
        assertEquals("full", read.matchedOptionValue("--size", null));
    }

    @Test
    void strokesThatCannotBeRead() {
        List<List<String>> all = List.of(List.of("red:9", "1,2"), List.of("white:9"), List.of("white:0", "1,2"),
            List.of("1,2"));
        for (List<String> wrong : all) {
            List<String> words = new ArrayList<>(List.of("style", "--content", "builtin:photos/dogs", "--style",
                StyleLibrary.BUILT_IN, "--out", folder.resolve("x.png").toString(), "--strokes"));
            words.addAll(wrong);
            Shell.run(words.toArray()).refused(2, "is no part of a stroke");
        }
    }
}
