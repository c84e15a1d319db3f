package org.normscope.cli.paint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normscope.cli.Shell;
import org.normscope.cli.Shell.Answer;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.TinyModel;
import org.normscope.style.Mixing;
import org.normscope.style.StyleCode;
import org.normscope.style.StyleLibrary;
import org.normscope.style.StyleNetwork;

/** 'normscope style' as a shell sees it. */
class StyleCommandTest {
    private static final String DOGS = "builtin:photos/dogs", CAFE = "builtin:paintings/cafe-terrace",
        NIGHT = "builtin:paintings/night-cafe";

    @TempDir
    Path folder;

    private static Answer run(List<String> arguments) {
        return Shell.run(Stream.concat(Stream.of("style"), arguments.stream()).toArray());
    }

    /** Paints a picture and reads what was written. */
    private Pixels painted(String arguments) {
        Path file = folder.resolve("out.png");
        Answer answer = run(Arrays.asList((arguments + " --out " + file).split(" ")));
        assertEquals("", answer.err());
        assertEquals(0, answer.code());
        assertEquals(file + System.lineSeparator(), answer.out());
        return PictureFile.read(file);
    }

    private static void assertClose(Pixels expected, Pixels actual) {
        for (int i = 0; i < expected.argb().length; i++) {
            for (int shift = 0; shift < 32; shift += 8) {
                assertEquals(expected.argb()[i] >>> shift & 255, actual.argb()[i] >>> shift & 255, 1);
            }
        }
    }

    /** What is written is what the network paints; the file says how. */
    @Test
    void aMixtureOfTwoStyles() throws IOException {
        Pixels painted = painted("--content " + DOGS + " --style " + CAFE + " --style " + NIGHT
            + ":0.3 --weight 0.6 --ibn 0.2,site7=1 --ibn-mode split --size 64");
        Pixels picture = Lanczos.scaled(PictureSource.open(DOGS), 64);
        assertEquals(64, Math.max(painted.width(), painted.height()));
        try (GraphRunner runner = new DjlRunner(1)) {
            StyleNetwork network = new StyleLibrary(runner).builtIn();
            StyleCode own = network.code(PictureSource.open(DOGS)), a = network.code(PictureSource.open(CAFE)),
                b = network.code(PictureSource.open(NIGHT));
            Float[] rho = new Float[network.sites().size()];
            Arrays.fill(rho, .2f);
            rho[7] = 1f;
            Mixing mixing = new Mixing(Mixing.Mode.SPLIT, List.of(rho));
            assertClose(network.paint(network.read(picture),
                StyleCode.between(own, StyleCode.mix(List.of(a, b), List.of(.7f, .3f)), .6), mixing), painted);
        }
        String bytes = Files.readString(folder.resolve("out.png"), StandardCharsets.ISO_8859_1);
        assertTrue(bytes.contains("normscope style --content builtin:photos/dogs"
            + " --style builtin:paintings/cafe-terrace:0.7 --style builtin:paintings/night-cafe:0.3 --weight 0.6 --ibn "
            + "0.2,0.2,0.2,0.2,0.2,0.2,0.2,1.0"));
        assertTrue(bytes.contains(" --ibn-mode split --size 64"));
    }

    /** Where the mask is black the content's pixels stay, and transparency stays everywhere. */
    @Test
    void maskTransparencyAndColours() {
        int[] grey = new int[48 * 40];
        for (int i = 0; i < grey.length; i++) grey[i] = i % 48 < 24 ? 0xFF000000 : -1;
        PictureFile.writePng(new Pixels(48, 40, grey), folder.resolve("mask.png"));
        int[] argb = Lanczos.scaled(PictureSource.open(DOGS), 48, 40).argb().clone();
        for (int i = 0; i < 48; i++) argb[i] = argb[i] & 0xFFFFFF | 0x60000000;
        Pixels content = new Pixels(48, 40, argb);
        PictureFile.writePng(content, folder.resolve("content.png"));
        Pixels painted = painted("--content " + folder.resolve("content.png") + " --style " + CAFE
            + " --colors keep --mask " + folder.resolve("mask.png"));
        int moved = 0, chroma = 0;
        for (int i = 0; i < argb.length; i++) {
            assertEquals(argb[i] >>> 24, painted.argb()[i] >>> 24);
            if (i % 48 < 24 && i >= 48) assertEquals(argb[i], painted.argb()[i]);
            if (i % 48 >= 24 && i >= 48) {
                if (argb[i] != painted.argb()[i]) moved++;
                if (Math.abs(((argb[i] >> 16 & 255) - (argb[i] & 255))
                    - ((painted.argb()[i] >> 16 & 255) - (painted.argb()[i] & 255))) <= 1) {
                    chroma++;
                }
            }
        }
        assertTrue(moved > 800, "moved " + moved);
        assertTrue(chroma > 600, "red less blue as in the content, but for what was cut: " + chroma);
    }

    private Path engine(float factor) throws IOException {
        TinyModel model = new TinyModel().input("x", 1, 3, -1, -1).weights("f", new int[0], factor)
            .node("Mul", "x f", "y").output("y");
        return Files.write(folder.resolve("dim.onnx"), model.bytes());
    }

    @Test
    void anotherEngine() throws IOException {
        Pixels painted = painted("--content " + DOGS + " --size 70 --range bytes --engine " + engine(.5f)),
            picture = Lanczos.scaled(PictureSource.open(DOGS), 70);
        for (int i = 0; i < painted.argb().length; i++) {
            assertEquals((picture.argb()[i] & 255) / 2., painted.argb()[i] & 255, .5);
        }
    }

    /** Broken files are told and passed over; JPEG stays JPEG, with the settings as its comment. */
    @Test
    void aFolder() throws IOException {
        Path from = Files.createDirectories(folder.resolve("from/deeper")).getParent(), to = folder.resolve("to");
        Pixels small = Lanczos.scaled(PictureSource.open(DOGS), 40);
        PictureFile.writeJpeg(small, .9f, from.resolve("a.jpg"));
        PictureFile.writePng(small, from.resolve("deeper/b.png"));
        Files.writeString(from.resolve("c.png"), "no picture");
        Answer answer = run(List.of("--content", from.toString(), "--style", CAFE, "--out", to.toString()));
        assertEquals(0, answer.code());
        assertTrue(answer.err().startsWith("normscope style: skipped: ") && answer.err().contains("c.png")
            && answer.err().lines().count() == 1, answer.err());
        assertEquals(List.of(to.resolve("a.jpg").toString(), to.resolve("deeper/b.png").toString()),
            answer.out().lines().toList());
        assertTrue(Files.readString(to.resolve("a.jpg"), StandardCharsets.ISO_8859_1)
            .contains("Description: normscope style --content "));
        Pixels painted = PictureFile.read(to.resolve("deeper/b.png"));
        assertEquals(small.width(), painted.width());
        assertFalse(Files.exists(to.resolve("c.png")));
        Answer inside = run(
            List.of("--content", from.toString(), "--style", CAFE, "--out", from.resolve("to").toString()));
        assertEquals(2, inside.code());
        assertTrue(inside.err().contains("choose another folder"), inside.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2 | --style CAFE --weight 1.5 --out x.png | '1.5' is no number from 0 to 1",
        "2 | --style CAFE --ibn one --out x.png | 'one' is no number",
        "2 | --style CAFE --ibn 1,0 --out x.png | normalization sites, but --ibn gives 2",
        "2 | --style CAFE --ibn site99=1 --out x.png | no normalization site 'site99'",
        "2 | --style CAFE --size 5000 --out x.png | no size",
        "2 | --style CAFE --size huge --out x.png | no size",
        "2 | --style CAFE --out x.gif | let it end in one of .jpg",
        "2 | --out x.png | there is no style",
        "2 | --style CAFE:1 --style CAFE --out x.png | cannot be mixed",
        "2 | --style CAFE --style CAFE --style CAFE --style CAFE --style CAFE --out x.png | at most four",
        "2 | --style CAFE --engine some.onnx --out x.png | takes no others",
        "2 | --engine some.onnx --weight 0.5 --out x.png | leave out --weight",
        "1 | --engine assets/networks/twin-bn.onnx --out x.png | no style network",
        "1 | --engine missing.onnx --out x.png | missing.onnx does not exist",
        "1 | --style missing.png --out x.png | missing.png does not exist",
        "1 | --style CAFE --mask missing.png --out x.png | missing.png does not exist"})
    void whatIsWrongIsSaid(int code, String arguments, String words) {
        List<String> all = new ArrayList<>(List.of("--content", DOGS));
        for (String argument : arguments.replace("CAFE", CAFE).split(" ")) {
            all.add(argument.equals("x.png") ? folder.resolve("x.png").toString() : argument);
        }
        Answer answer = run(all);
        assertEquals(code, answer.code(), answer.err());
        assertTrue(answer.err().contains(words.strip()) && answer.err().lines().count() == 1, answer.err());
        assertFalse(Files.exists(folder.resolve("x.png")));
    }

    @Test
    void whatIsTooLargeIsSaidNotPainted() {
        PictureFile.writePng(new Pixels(4100, 20, new int[82000]), folder.resolve("long.png"));
        Answer answer = run(List.of("--content", folder.resolve("long.png").toString(), "--style", CAFE, "--out",
            folder.resolve("x.png").toString()));
        assertEquals(1, answer.code());
        assertTrue(answer.err().contains("4100 × 20") && answer.err().contains("Give --size 4096"), answer.err());
    }

    /** Weight 0 is the content itself, whatever the style; in its own style the network paints it nearly so. */
    @Test
    void aStyleEqualToTheContent() {
        Pixels content = Lanczos.scaled(PictureSource.open(DOGS), 48);
        String at48 = "--content " + DOGS + " --size 48 --style ";
        assertArrayEquals(content.argb(), painted(at48 + DOGS + " --weight 0").argb());
        assertArrayEquals(content.argb(), painted(at48 + CAFE + " --weight 0").argb());
        double itself = apart(content, painted(at48 + DOGS + " --weight 1")),
            other = apart(content, painted(at48 + CAFE + " --weight 1"));
        assertTrue(itself < .75 * other, itself + " levels in its own style, " + other + " in another");
    }

    /** Mean difference in green, levels. */
    private static double apart(Pixels a, Pixels b) {
        double sum = 0;
        for (int i = 0; i < a.argb().length; i++) sum += Math.abs((a.argb()[i] >> 8 & 255) - (b.argb()[i] >> 8 & 255));
        return sum / a.argb().length;
    }

    /** What is not read yet is not said to have its style in its weights: it may take pictures of them. */
    @Test
    void aNetworkOfAnotherFormIsToldOfAsThat() throws IOException {
        Path engine = Files.write(folder.resolve("three.onnx"), new TinyModel().input("content", 1, 3, 8, 8)
            .input("style", 1, 3, 8, 8).input("strength", 1).node("Add", "content style", "sum")
            .node("Mul", "sum strength", "out").output("out").bytes());
        Shell.run("style", "--engine", engine, "--content", "builtin:photos/cat", "--out", folder.resolve("out.png"))
            .refused(1, "takes 3 inputs (content, style, strength): a style network of another form than those taken");
        Shell.run("style", "--engine", engine, "--content", "builtin:photos/cat", "--style", "builtin:photos/dogs",
            "--out", folder.resolve("out.png")).refused(2, "--engine takes networks with one style in their weights");
    }
}
