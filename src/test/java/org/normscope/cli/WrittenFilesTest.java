package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.cli.option.Writes;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.onnx.TinyModel;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** No command writes over what it reads, and all of them know the same names of pictures. */
class WrittenFilesTest {
    /** Every option that names a file to write, OUT, with all that is read beside it: a file IN, or a folder DIR. */
    static final List<String> LINES = List.of(
        "normalize --model IN --layer a --image IN --norm gn --style IN --pool DIR --out OUT --labels IN --feed m=IN",
        "normalize --model IN --layer a --image IN --norm gn --style IN --pool DIR --out o.npy --raw OUT",
        "normalize --model IN --layer a --image IN --norm gn --style IN --pool DIR --out o.npy --stats OUT",
        "normalize --model IN --layer a --image IN#1 --norm gn --style IN --pool DIR --out o.npy --png OUT",
        "attribute --model IN --image IN --class 0 --method gradient --out OUT",
        "attribute --model IN --image IN --class 0 --method gradient --out o.npy --png OUT",
        "concepts --model IN --corpus DIR --layer a --out OUT",
        "curve --backbone IN --data DIR --out OUT",
        "curve --backbone IN --data DIR --out o.csv --png OUT",
        "field IN --effective --layer a --unit 0 --image IN --out OUT",
        "field IN --effective --layer a --unit 0 --corpus DIR --out OUT",
        "figure --index IN --layer a --wishes --model IN --out OUT",
        "gatys --content IN --style IN --model IN --refine IN --out OUT",
        "gatys --content IN --style IN --model IN --refine IN --out o.png --difference OUT",
        "gradient IN --objective class:0 --out OUT",
        "ibn IN --layer a=0 --out OUT",
        "index --model IN --corpus DIR --out OUT",
        "maximize --model IN --layer a --unit 0 --from IN --out OUT",
        "maximize --model IN --layer a --unit 0 --maco DIR --out OUT",
        "merge IN IN --out OUT",
        "paint --node haeberli --content IN --style IN --out OUT",
        "poster --content IN --style IN --out OUT",
        "project --index IN --layer a --unit 0 --model IN --out OUT",
        "recalibrate IN --images DIR --out OUT",
        "style --content IN --style IN:.5 --mask IN --engine IN --out OUT",
        "texture --node quilting --sample IN --size 9x9 --out OUT",
        "tune --backbone IN --data DIR --out OUT");

    @TempDir
    Path folder;

    private Path out, other;

    @BeforeEach
    void write() throws IOException {
        out = folder.resolve("kept.png");
        other = Files.createDirectory(folder.resolve("other")).resolve("other.png");
        PictureFile.writePng(new Pixels(2, 2, new int[4]), out);
        Files.writeString(other, "no picture, network or index: whatever is not refused ends soon");
    }

    /** The line with its i-th IN or DIR the file that is written, or its folder. */
    private Object[] filled(String line, int i) {
        String[] words = line.split(" ");
        int place = 0;
        for (int w = 0; w < words.length; w++) {
            boolean file = words[w].matches("(.*=)?IN([:#].*)?");
            if (file) words[w] = words[w].replace("IN", String.valueOf(place++ == i ? out : other));
            if (words[w].equals("DIR")) words[w] = String.valueOf((place++ == i ? out : other).getParent());
            if (words[w].equals("OUT")) words[w] = out.toString();
            if (words[w].matches("o\\.\\w+")) words[w] = folder.resolve(words[w]).toString();
        }
        return words;
    }

    private static int read(String line) {
        return (int) Arrays.stream(line.split(" ")).filter(word -> word.matches("DIR|(.*=)?IN([:#].*)?")).count();
    }

    @ParameterizedTest
    @FieldSource("LINES")
    void whatIsReadIsNotWrittenOver(String line) throws IOException {
        byte[] before = Files.readAllBytes(out);
        for (int i = 0; i < read(line); i++) {
            Shell.run(filled(line, i)).refused(2, "name another one");
            assertArrayEquals(before, Files.readAllBytes(out));
        }
        Path name = folder.resolve("new.png");
        Object[] apart = Arrays.stream(filled(line, -1)).map(word -> word.equals(out.toString()) ? name : word)
            .toArray();
        assertTrue(!Shell.run(apart).err().contains("name another one"));
    }

    /** So that a new one has to be added above. */
    @Test
    void allThatIsWrittenIsAmongThese() {
        Set<String> written = new TreeSet<>(), tried = new TreeSet<>();
        List<String> untold = new ArrayList<>();
        for (Class<?> type : NormScopeCommand.COMMANDS) {
            CommandLine command = new CommandLine(type);
            for (ArgSpec arg : command.getCommandSpec().args()) {
                String name = command.getCommandName() + " " + (arg instanceof CommandLine.Model.OptionSpec option
                    ? option.longestName() : arg.paramLabel());
                Writes writes = ((Field) arg.userObject()).getAnnotation(Writes.class);
                if (writes == null && arg.type() == Path.class) untold.add(name);
                if (writes != null && writes.value() != Writes.Kind.FOLDER) written.add(name);
            }
        }
        LINES.forEach(line -> tried.add(line.replaceAll("^(\\w+) .*?(--\\w+) OUT.*", "$1 $2")));
        assertEquals(written, tried);
        untold.removeIf(name -> name.matches(".* --(labels|index|pool|images|data)"));
        assertEquals(List.of(), untold, "written, with @Writes, or read?");
    }

    @Test
    void aPictureGetsANameThatSaysWhatItIs() {
        for (String line : LINES) {
            boolean figure = line.matches("(concepts|curve .*png|figure|project) .*"),
                network = line.matches("(gradient|ibn|recalibrate|tune) .*"),
                table = line.matches("(curve|index|merge|attribute|normalize) .*")
                    && !line.contains("--png");
            for (String ending : List.of("xyz", "gif", "svg", "pdf", "jpg", "onnx")) {
                Path name = folder.resolve("new." + ending);
                Shell.Answer answer = Shell.run(Arrays.stream(filled(line, -1))
                    .map(word -> word.equals(out.toString()) ? name : word).toArray());
                boolean fits = table || ending.equals(network ? "onnx" : "jpg") || ending.equals("svg") && figure
                    || ending.equals("pdf") && line.startsWith("poster");
                if (fits) assertTrue(!answer.err().contains("let it end in"), answer.err());
                else answer.refused(2, "let it end in one of " + (network ? ".onnx" : ".jpg, .png"));
            }
        }
    }

    @Test
    void whatIsWrittenTwiceIsRefused() {
        Path map = folder.resolve("map.png");
        Shell.run("attribute", "--model", other, "--image", other, "--class", 0, "--method", "ig", "--out", map,
            "--png", map).refused(2, "name another one");
    }

    /** Of a network, what lies beside it is read and written, too. */
    @Test
    void aManifestIsNotWrittenOver() throws IOException {
        Path model = Files.write(folder.resolve("a.onnx"), network());
        Path manifest = folder.resolve("a.json");
        Files.writeString(manifest, "{}");
        Shell.run("normalize", "--model", model, "--layer", "c", "--image", out, "--norm", "in", "--out",
            folder.resolve("o.npy"), "--stats", manifest).refused(2, "name another one");
        Shell.run("ibn", model, "--layer", "c=0", "--labels", manifest, "--out", folder.resolve("./a.onnx"))
            .refused(2, "name another one");
        assertEquals("{}", Files.readString(manifest));
    }

    private static byte[] network() {
        return new TinyModel().input("x", 1, 3, 8, 8).weights("w", new int[] {2, 3, 1, 1}, 1, 2, 3, 4, 5, 6)
            .node("Conv", "x w", "c").output("c").bytes();
    }

    /** JPEG under .jpg, PNG under .png. */
    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void aPictureIsWhatItsNameSays(String ending) throws IOException {
        Path model = Files.write(folder.resolve("a.onnx"), network()), wish = folder.resolve("wish." + ending);
        assertEquals(0, Shell.run("maximize", "--model", model, "--layer", "c", "--unit", 0, "--steps", 1, "--out",
            wish).code());
        assertEquals(ending.equals("jpg") ? 0xFF : 0x89, Files.readAllBytes(wish)[0] & 0xFF);
    }

    /** Of a folder each file is looked at: the others are written. */
    @Test
    void inAFolderNothingIsWrittenOver() throws IOException {
        Path content = folder.resolve("content"), into = folder.resolve("into");
        Files.createDirectory(content);
        Files.createDirectory(into);
        for (String name : List.of("a.png", "b.png")) Files.copy(out, content.resolve(name));
        Path style = Files.copy(out, into.resolve("a.png"));
        byte[] before = Files.readAllBytes(style);
        Shell.Answer answer = Shell.run("style", "--content", content, "--style", style, "--out", into);
        assertEquals(0, answer.code(), answer.err());
        assertTrue(answer.err().contains("name another one"), answer.err());
        assertArrayEquals(before, Files.readAllBytes(style));
        assertTrue(Files.exists(into.resolve("b.png")));
    }
}
