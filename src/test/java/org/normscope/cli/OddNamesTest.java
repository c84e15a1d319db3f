package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.cli.option.ChosenLayer;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureSource;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.LayerList;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.onnx.TinyModel;

/** Layers with the signs in their names by which options are parted, names that stand twice, and none. */
class OddNamesTest {
    @TempDir
    Path folder;

    private Path network() throws IOException {
        return Files.write(folder.resolve("odd.onnx"), new TinyModel().input("x", 1, 3, 16, 16).weights("w",
            new int[] {2, 3, 1, 1}, 1, -1, 0, 0, 1, 1)
            .weights("g", new int[] {2}, 1, 2).weights("b", new int[] {2}, 0, 1).weights("m", new int[] {2}, 0, .5f)
                .weights("v", new int[] {2}, 1, 2)
            .node(named("Conv", "conv 1, first=yes", "a", "x", "w")).node(named("BatchNormalization", "层/bn=1,二",
                "n", "a", "g", "b", "m", "v"))
            .node(named("Relu", "all", "r", "n")).node(named("Relu", "all", "r2", "r")).node(named("Relu", "", "r3",
                "r2"))
            .node(named("Relu", "r3", "y", "r3")).output("y").bytes());
    }

    @Test
    void namedNodesKeepTheirNames() throws IOException {
        try (GraphRunner runner = new DjlRunner(1)) {
            List<String> names = new ModelLibrary(runner).open(network(), Map.of()).layers().stream()
                .map(Layer::name).toList();
            assertEquals(List.of("conv 1, first=yes", "层/bn=1,二", "all", "all_2", "r3_2", "r3"), names);
        }
    }

    /** The last = parts a name from its number; the file is written with names that stand once, and opens. */
    @Test
    void surgeryOfALayerWithSignsInItsName() throws IOException {
        Path out = folder.resolve("new.onnx");
        Shell.Answer answer = Shell.run("ibn", network(), "--layer", "层/bn=1,二=0.5", "--out", out);
        assertEquals(0, answer.code(), answer.err());
        Shell.Answer layers = Shell.run("layers", out);
        assertTrue(layers.out().contains("BIN (rho 0.500)") && layers.out().contains("all_2"), layers.out());
        Shell.run("ibn", network(), "--layer", "all", "--out", out).refused(2, "no name and a number");
    }

    @Test
    void indexOfLayersWithCommasInTheirNames() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        PictureFile.writePng(PictureSource.open("builtin:photos/cat"), pictures.resolve("cat.png"));
        for (String said : List.of("conv 1, first=yes,层/bn=1,二,all", "\"conv 1, first=yes\",\"层/bn=1,二\",all")) {
            Path index = folder.resolve("index" + said.length() + ".db");
            Shell.Answer answer = Shell.run("index", "--model", network(), "--corpus", pictures, "--out", index,
                "--layers", said);
            assertTrue(answer.out().contains("3 layers"), answer.out() + answer.err());
        }
    }

    @Test
    void figureOfLayersWithCommasInTheirNames() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures")), index = folder.resolve("i.db"),
            page = folder.resolve("page.svg");
        PictureFile.writePng(PictureSource.open("builtin:photos/cat"), pictures.resolve("cat.png"));
        Shell.run("index", "--model", network(), "--corpus", pictures, "--out", index);
        for (String said : List.of("conv 1, first=yes,all", "\"conv 1, first=yes\",all")) {
            Shell.Answer answer = Shell.run("figure", "--index", index, "--model", network(), "--layer", said,
                "--units", "0", "--wishes", "--steps", 1, "--side", 16, "--out", page);
            assertEquals(0, answer.code(), answer.err());
            assertTrue(Files.readString(page).contains("conv 1, first=yes · unit 0"));
        }
        Shell.run("figure", "--index", index, "--model", network(), "--layer", "nothing,all", "--wishes", "--side",
            16, "--out", page).refused(2, "nothing");
    }

    /** What would break a line is written out, in tables and everywhere that a name is taken. */
    @Test
    void namesWithLineBreaks() throws IOException {
        Path file = Files.write(folder.resolve("lines.onnx"), new TinyModel().input("x", 1, 3, 16, 16)
            .node(named("Relu", "two\nlines", "a", "x")).node(named("Relu", "\u001b[31mred\u202e", "b", "a"))
            .output("b").bytes());
        List<String> lines = Shell.run("layers", file).out().lines().toList();
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("two\\nlines "), lines.get(0));
        assertTrue(lines.get(1).startsWith("\\u001b[31mred\\u202e "), lines.get(1));
        assertEquals(0, Shell.run("normalize", "--model", file, "--layer", "two\\nlines", "--image",
            "builtin:photos/cat", "--norm", "in", "--out", folder.resolve("out.npy")).code());
    }

    /** Each name that layers prints, plain and in quotes, alone and in a list, everywhere a name is taken. */
    @Test
    void namesWithQuotes() throws IOException {
        List<String> odd = List.of("a \"b\", c", "\"q\"", "q", "\"", "x,\"y", "=z=\"");
        TinyModel model = new TinyModel().input("x", 1, 3, 16, 16);
        for (int i = 0; i < odd.size(); i++) {
            model.node(named("Relu", odd.get(i), "v" + i, i == 0 ? "x" : "v" + (i - 1)));
        }
        Path file = Files.write(folder.resolve("quotes.onnx"), model.output("v5").bytes()),
            pictures = Files.createDirectories(folder.resolve("pictures")), index = folder.resolve("quotes.db");
        PictureFile.writePng(PictureSource.open("builtin:photos/cat"), pictures.resolve("cat.png"));
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = new ModelLibrary(runner).open(file, Map.of());
            List<String> quoted = odd.stream().map(name -> '"' + name.replace("\"", "\"\"") + '"').toList();
            assertEquals(odd, ChosenLayer.names(network, List.of(String.join(",", odd))));
            assertEquals(odd, ChosenLayer.names(network, List.of(String.join(",", quoted.subList(0, 2)), "q",
                String.join(",", quoted.subList(3, 6)))));
            for (int i = 0; i < odd.size(); i++) {
                assertEquals(odd.get(i), ChosenLayer.of(network, "m", odd.get(i)).name());
                if (i != 2) assertEquals(odd.get(i), ChosenLayer.of(network, "m", quoted.get(i)).name());
                assertEquals(odd.get(i), LayerList.leading(network, odd.get(i) + "=in,eps=1", "="));
            }
        }
        Shell.Answer built = Shell.run("index", "--model", file, "--corpus", pictures, "--out", index, "--layers",
            String.join(",", odd));
        assertTrue(built.out().contains("6 layers"), built.toString());
        for (String name : odd) {
            assertTrue(Shell.run("top", "--index", index, "--layer", name, "--csv").out().lines().count() > 1, name);
        }
        Shell.Answer wrong = Shell.run("index", "--model", file, "--corpus", pictures, "--out", index, "--layers",
            "q,r\"");
        assertTrue(wrong.code() != 0 && wrong.err().contains("r\""), wrong.toString());
    }

    /** What finds nothing in a picture has no cell that could fire. */
    @Test
    void aLayerWithoutCellsHasNoPatch() throws IOException {
        Path file = Files.write(folder.resolve("found.onnx"), new TinyModel().opset(13).input("x", 1, 3, 16, 16)
            .weights("big", new int[] {}, 1e9f)
            .weights("w", new int[] {2, 3, 1, 1}, 1, -1, 0, 0, 1, 1).node("Conv", "x w", "c",
                integers("kernel_shape", 1, 1)).node("Greater", "c big", "g")
            .node("NonZero", "g", "nz").node("Transpose", "nz", "t").node("Cast", "t", "y", integer("to", 1))
                .output("y").bytes());
        Path pictures = Files.createDirectories(folder.resolve("pictures")), index = folder.resolve("index.db");
        PictureFile.writePng(PictureSource.open("builtin:photos/cat"), pictures.resolve("cat.png"));
        assertEquals(0, Shell.run("index", "--model", file, "--corpus", pictures, "--out", index).code());
        assertFalse(Shell.run("top", "--index", index, "--layer", "all", "--csv").out().contains("\ny,"));
        assertTrue(Shell.run("index", "--model", file, "--corpus", pictures, "--out", index, "--layers", "y").err()
            .contains("no patch"));
    }

    private static NodeProto named(String operator, String name, String output, String... inputs) {
        return NodeProto.newBuilder().setOpType(operator).setName(name).addAllInput(List.of(inputs))
            .addOutput(output).build();
    }
}
