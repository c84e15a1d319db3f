package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.network.TinyClassifier;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.WellFormed;

/** What cannot be right is said in one line: nothing that was there is lost, and nothing half is left. */
class GradientRefusalsTest {
    @TempDir
    Path folder;

    private String model;
    private Path picture, out;

    @BeforeEach
    void write() throws IOException {
        model = TinyClassifier.write(folder.resolve("tiny.onnx"));
        int[] pixels = new int[256];
        Arrays.fill(pixels, 0xFFC0C0C0);
        picture = folder.resolve("grey.png");
        PictureFile.writePng(new Pixels(16, 16, pixels), picture);
        out = folder.resolve("gradient.onnx");
    }

    /** The root of what is below 0. */
    private Path numberless() throws IOException {
        return Files.write(folder.resolve("nan.onnx"), new TinyModel().input("x", 1, 1, 16, 16)
            .weights("w", new int[] {2, 1, 1, 1}, -1, -2).node("Conv", "x w", "c").node("Sqrt", "c", "l")
            .node("GlobalAveragePool", "l", "g").node("Flatten", "g", "y").output("y").bytes());
    }

    /** In its last line: that the range of the input is guessed may stand before it. */
    private static void refused(Shell.Answer answer, int code, String words) {
        String[] lines = answer.err().strip().split("\\R");
        assertEquals(code, answer.code(), answer.err());
        assertTrue(lines[lines.length - 1].contains(words) && lines.length <= 2, answer.err());
    }

    private Shell.Answer attribute(Object network, String method, Object... more) {
        Object[] all = {"attribute", "--model", network, "--image", picture, "--class", 0, "--method", method, "--out",
            out};
        Object[] arguments = Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, arguments, all.length, more.length);
        return Shell.run(arguments);
    }

    @Test
    void aFileThatIsReadIsNotWrittenOver() throws IOException {
        byte[] before = Files.readAllBytes(Path.of(model));
        Shell.run("gradient", model, "--objective", "class:0", "--out", folder.resolve("./tiny.onnx"))
            .refused(2, "name another one");
        assertArrayEquals(before, Files.readAllBytes(Path.of(model)));
        attribute(model, "gradient", "--png", picture).refused(2, "name another one");
        attribute(model, "gradient", "--png", out).refused(2, "name another one");
        Shell.run("field", model, "--effective", "--layer", "conv", "--unit", 0, "--image", picture, "--out", picture)
            .refused(2, "name another one");
        assertTrue(PictureFile.read(picture).width() == 16 && Files.notExists(out));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradient", "guided", "gradcam", "ig", "lrp", "occlusion", "smoothgrad"})
    void whatIsNoNumberIsSaid(String method) throws IOException {
        refused(attribute(numberless(), method), 1, "no finite numbers");
        assertTrue(Files.notExists(out));
    }

    @Test
    void soItIsOfAField() throws IOException {
        Path nan = numberless(), empty = Files.createDirectory(folder.resolve("empty"));
        refused(Shell.run("field", nan, "--effective", "--layer", "l", "--unit", 0, "--image", picture, "--out",
            folder.resolve("field.png")), 1, "no finite numbers");
        Shell.run("field", model, "--effective", "--layer", "conv", "--unit", 0, "--corpus", empty, "--out",
            folder.resolve("field.png")).refused(2, "no picture that can be read");
        assertTrue(Files.notExists(folder.resolve("field.png")));
    }

    @Test
    void whatDoesNotGoTogetherIsSaidBeforeAnythingIsWritten() throws IOException {
        attribute(model, "ig", "--randomize").refused(2, "--randomize");
        refused(attribute(numberless(), "gradcam", "--layer", "y"), 2, "has no maps");
        refused(Shell.run("gradient", numberless(), "--objective", "tv:y", "--out", out), 1,
            "has no rows and columns");
        for (String objective : new String[] {"1e400*class:1", "1e39*class:1", "cross-entropy:3"}) {
            Shell.run("gradient", model, "--objective", objective, "--out", out).refused(2, "is no objective");
        }
        assertTrue(Files.notExists(out));
    }

    /** The operator has no rule for shapes; the file says how many axes it gives. */
    @Test
    void aDeclaredNumberOfAxesIsUsed() throws IOException {
        byte[] plain = new TinyModel().opset(13).input("x", 1, 1, 4, 4).weights("w", new int[] {2, 1}, 1, -2)
            .node("Einsum", "x w", "y", TinyModel.text("equation", "nchw,kc->nkhw")).output("y").bytes();
        byte[] shape = new TinyModel().input("y", 1, 2, 4, 4).bytes();
        ModelProto.Builder declared = ModelProto.parseFrom(plain).toBuilder();
        declared.getGraphBuilder().setOutput(0, ModelProto.parseFrom(shape).getGraph().getInput(0));
        Path file = Files.write(folder.resolve("einsum.onnx"), declared.build().toByteArray());
        Path gradient = folder.resolve("gradient.onnx");
        assertEquals(0, Shell.run("gradient", file, "--objective", "along:y", "--out", gradient).code());
        WellFormed.check(Files.readAllBytes(gradient), "gradient.onnx");
    }
}
