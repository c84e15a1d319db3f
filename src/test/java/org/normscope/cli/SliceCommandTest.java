package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.onnx.TinyModel;

/** One slice of three-dimensional maps as a picture. */
class SliceCommandTest {
    private static final int SIDE = 8, SLICES = 4;

    @TempDir
    Path folder;

    /** How many there are stands beside the size of them all. */
    @Test
    void layersCountThem() throws IOException {
        normalize("all.png");
        assertEquals(true, Shell.run("layers", folder.resolve("deep.onnx")).out().contains("(4 slices of 8 × 8)"));
        assertEquals(true, Shell.run("layers", folder.resolve("deep.onnx"), "--json").out().contains("\"slices\" : 4"));
        assertEquals(true, Shell.run("field", folder.resolve("deep.onnx")).out().contains("(4 slices of 8 × 8)"));
        assertEquals(true, Shell.run("field", folder.resolve("deep.onnx"), "--json").out().contains("\"slices\" : 4"));
    }

    private Shell.Answer normalize(String png, String... more) throws IOException {
        float[] kernel = new float[18];
        for (int i = 0; i < kernel.length; i++) kernel[i] = (float) Math.sin(1 + i);
        Path deep = Files.write(folder.resolve("deep.onnx"), new TinyModel().input("image", 1, 3, SIDE, SIDE)
            .weights("kernel", new int[] {1, 1, 2, 3, 3}, kernel).opset(11)
            .node("Unsqueeze", "image", "deep", TinyModel.integers("axes", 1))
            .node("Conv", "deep kernel", "conv", TinyModel.integers("pads", 1, 1, 1, 1, 1, 1))
            .node("GlobalAveragePool", "conv", "pooled").node("Flatten", "pooled", "classes").output("classes")
            .bytes());
        List<String> all = new ArrayList<>(List.of("normalize", "--model", deep.toString(), "--layer", "conv",
            "--image", "builtin:photos/cat", "--norm", "in", "--out", folder.resolve("out.npy").toString(), "--png",
            folder.resolve(png).toString()));
        all.addAll(List.of(more));
        return Shell.run(all.toArray());
    }

    /** The figure of a layer tells one slice and how many there are. */
    @Test
    void figureTellsThem() throws IOException {
        normalize("all.png");
        Path pictures = Files.createDirectories(folder.resolve("pictures")), figure = folder.resolve("figure.svg");
        PictureFile.writePng(PictureSource.open("builtin:photos/cat"), pictures.resolve("cat.png"));
        Shell.run("index", "--model", folder.resolve("deep.onnx"), "--corpus", pictures, "--out",
            folder.resolve("i.db"));
        assertEquals(0, Shell.run("figure", "--index", folder.resolve("i.db"), "--layer", "conv", "--out", figure)
            .code());
        assertEquals(true, Files.readString(figure).contains("Conv · 1 × 4 slices of 8 × 8 · "));
    }

    /** One unit: its slices stand one below the other in the picture of all, and each alone is cut out of that. */
    @Test
    void eachIsCutOutOfAll() throws IOException {
        assertEquals(0, normalize("all.png").code());
        Pixels all = PictureFile.read(folder.resolve("all.png"));
        assertEquals(SLICES * SIDE, all.height());
        String[] named = {"1", "2", "middle", "4"};
        for (int slice = 0; slice < SLICES; slice++) {
            assertEquals(0, normalize("one.png", "--slice", named[slice]).code());
            int from = slice * SIDE * SIDE;
            assertArrayEquals(Arrays.copyOfRange(all.argb(), from, from + SIDE * SIDE),
                PictureFile.read(folder.resolve("one.png")).argb(), named[slice]);
        }
        for (String none : List.of("0", "5", "first")) {
            Shell.Answer refused = normalize("one.png", "--slice", none);
            assertEquals(2, refused.code(), refused.err());
            assertEquals(true, refused.err().contains("have 4 slices"), refused.err());
        }
    }
}
