package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.onnx.TinyModel.integer;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Npy;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** What inputs are fed, and how maps lie, where somebody says it by hand. */
class ChosenInputsTest {
    @TempDir
    Path folder;
    private final GraphRunner runner = new DjlRunner(1);

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void aMaskIsAConstantNoiseAnArrayOrAPicture() throws IOException {
        TinyModel model = new TinyModel().input("x", -1, 3, 4, 4).input("mask", -1, 1, 4, 4)
            .node("Concat", "x mask", "y", integer("axis", 1)).output("y");
        assertEquals(.25f, lastChannel(model, Map.of("feed:mask", ".25"))[5]);
        float[] noise = lastChannel(model, Map.of("feed:mask", "noise:3"));
        assertArrayEquals(noise, lastChannel(model, Map.of("feed:mask", "noise:3")));
        assertTrue(noise[0] != noise[1] && noise[0] != lastChannel(model, Map.of("feed:mask", "noise:4"))[0]);
        float[] cells = new float[16];
        for (int i = 0; i < 16; i++) cells[i] = i - 8;
        Path array = folder.resolve("mask.npy");
        Npy.write(Tensor.of(Shape.of(4, 4), cells), array);
        assertArrayEquals(cells, lastChannel(model, Map.of("feed:mask", array.toString())));
        float[] half = lastChannel(model, Map.of("feed:mask", picture("half.png", 0xFF000000, 0xFFFFFFFF).toString()));
        assertEquals(0, half[0]);
        assertEquals(1, half[15]);
    }

    @Test
    void aSecondPictureOfAnotherSizeIsAnInputOfItsOwn() throws IOException {
        Network network = open(new TinyModel().input("x", 1, 3, 4, 4).input("z", 1, 3, 2, 2)
            .node("GlobalAveragePool", "z", "g").node("Add", "x g", "y").output("y"),
            Map.of("feed:z", picture("grey.png", 0xFF808080, 0xFF808080).toString(), "range", "0,255", "mean", "0",
                "std", "1"));
        assertEquals(List.of("x"), network.pictures());
        Tensor y = network.run(runner, network.spec().preprocessing().apply(List.of(grey())), List.of("y")).get("y");
        assertEquals(10 + 128, y.at(0, 0, 1, 1), 1);
    }

    @Test
    void extentsOfNothingAreOpen() throws IOException {
        Network network = open(new TinyModel().input("x", 0, 3, 0, 0).weights("w", new int[] {1, 3, 1, 1}, 1, 1, 1)
            .node("Conv", "x w", "y").output("y"), Map.of("size", "6x5"));
        assertEquals(Shape.of(1, 1, 5, 6), network.layers().get(0).shape());
    }

    @Test
    void aSecondPictureForASecondInputAndForASecondThreeChannels() throws IOException {
        String other = picture("other.png", 0xFF804020, 0xFF804020).toString();
        TinyModel pair = new TinyModel().input("x", 1, 3, 4, 4).input("z", 1, 3, 4, 4)
            .node("Concat", "x z", "y", integer("axis", 1)).output("y");
        TinyModel six = new TinyModel().input("x", 1, 6, 4, 4).node("Relu", "x", "y").output("y");
        for (Network network : List.of(open(pair, Map.of("feed:z", other, "range", "0,255", "mean", "0", "std", "1")),
            open(six, Map.of("feed:x", other, "range", "0,255", "mean", "0", "std", "1")))) {
            Tensor fed = network.spec().preprocessing().apply(List.of(grey()));
            Tensor y = network.run(runner, fed, List.of("y")).get("y");
            float[] first = new float[6];
            for (int c = 0; c < 6; c++) first[c] = y.at(0, c, 1, 1);
            assertArrayEquals(new float[] {10, 20, 30, 128, 64, 32}, first);
            assertEquals(List.of("x"), network.pictures());
            assertTrue(network.spec().guessed().stream().noneMatch(guess -> guess.key().contains("again")
                || guess.key().contains("repeated")));
        }
    }

    /** Colours over white, as everywhere; opacity as the picture has it. */
    @Test
    void opacityIsThePicturesOwn() throws IOException {
        Network network = open(new TinyModel().input("x", 1, 4, 4, 4).node("Relu", "x", "y").output("y"),
            Map.of("range", "0,255", "mean", "0", "std", "1"));
        int[] argb = new int[16];
        Arrays.fill(argb, 0x80000000);
        Tensor fed = network.spec().preprocessing().apply(List.of(new Pixels(4, 4, argb)));
        assertEquals(Shape.of(1, 4, 4, 4), fed.shape());
        assertEquals(128, fed.at(0, 3, 2, 2));
        assertEquals(127, fed.at(0, 0, 2, 2));
        assertEquals(128, network.run(runner, fed, List.of("y")).get("y").at(0, 3, 2, 2));
    }

    @Test
    void whatDoesNotFitIsTold() throws IOException {
        TinyModel model = new TinyModel().input("x", 1, 3, 4, 4).input("z", 1, 2, 4, 4)
            .node("Concat", "x z", "y", integer("axis", 1)).output("y");
        Path array = folder.resolve("long.npy");
        Npy.write(Tensor.zeros(Shape.of(5)), array);
        for (String[] wrong : new String[][] {{"feed:mask", "1", "z"}, {"feed:x", "1", "picture"},
            {"feed:z", "nowhere.png", "nowhere.png"}, {"feed:z", array.toString(), "1 x 2 x 4 x 4"},
            {"layout:cat", "NHWC", "cat"}, {"layout:y", "NTC", "y"}, {"layout", "CHW", "NHWC"}}) {
            String said = assertThrows(BadSettingException.class, () -> open(model, Map.of(wrong[0], wrong[1])))
                .getMessage();
            assertTrue(said.contains(wrong[2]), said);
        }
    }

    /** The walk cannot know what a computed product did to the axes; whoever made the network does. */
    @Test
    void theLayoutIsSaidByHand() throws IOException {
        TinyModel model = new TinyModel().input("x", 1, 3, 4, 6).weights("w", new int[] {4, 3, 1, 1}, new float[12])
            .node("Conv", "x w", "c").node("Transpose", "c", "t", integers("perm", 0, 2, 3, 1))
            .node("Relu", "t", "y").output("y");
        assertEquals(Shape.of(1, 4, 4, 6), open(model, Map.of()).layer("y").orElseThrow().shape());
        Network plain = open(model, Map.of("layout:y", "NCHW"));
        assertEquals(Shape.of(1, 4, 6, 4), plain.layer("y").orElseThrow().shape());
        assertEquals(Shape.of(1, 4, 4, 6), plain.layer("t").orElseThrow().shape());
        assertEquals(Shape.of(1, 6, 4, 4), open(model, Map.of("layout", "NHWC")).layer("c").orElseThrow().shape());
    }

    @Test
    void slicesLieOneBelowTheOtherAndOneFigureAPlaceIsOneMap() throws IOException {
        Network network = open(new TinyModel().input("x", 1, 3, 4, 6).weights(whole("five", 1, 1, 3, 4, 6))
            .node("Reshape", "x five", "v").weights("w", new int[] {2, 1, 2, 1, 1}, 1, 0, 0, 1)
            .node("Conv", "v w", "c").node("Relu", "c", "r").weights(whole("back", 1, 4, 4, 6))
            .node("Reshape", "r back", "m").weights("k", new int[] {2, 4, 1, 1}, new float[8]).node("Conv", "m k", "d")
            .node("ReduceMax", "d", "y", integers("axes", 1), integer("keepdims", 0)).output("y"), Map.of());
        assertEquals(Shape.of(1, 2, 8, 6), network.layer("r").orElseThrow().shape());
        assertEquals(Shape.of(1, 1, 4, 6), network.layer("y").orElseThrow().shape());
        assertTrue(network.remarks().contains(Network.Remark.SLICES));
        Tensor picture = RealNetworks.noise(network, 1, 2);
        Activations run = network.run(runner, picture, List.of(network.layer("c").orElseThrow().output(), "y"));
        Tensor maps = run.get(network.layer("c").orElseThrow().output());
        for (int d = 0; d < 2; d++) assertEquals(picture.at(0, d, 1, 5), maps.at(0, 0, 4 * d + 1, 5), "slice " + d);
    }

    private float[] lastChannel(TinyModel model, Map<String, String> input) throws IOException {
        Network network = open(model, input);
        Tensor two = RealNetworks.noise(network, 2, 1);
        Tensor y = network.run(runner, two, List.of("y")).get("y");
        float[] first = Arrays.copyOfRange(y.data(), 48, 64);
        assertArrayEquals(first, Arrays.copyOfRange(y.data(), 112, 128), "the same with every picture");
        return first;
    }

    private Path picture(String name, int above, int below) {
        int[] argb = new int[16];
        for (int i = 0; i < 16; i++) argb[i] = i < 8 ? above : below;
        Path file = folder.resolve(name);
        PictureFile.writePng(new Pixels(4, 4, argb), file);
        return file;
    }

    private static Pixels grey() {
        int[] argb = new int[16];
        Arrays.fill(argb, 0xFF0A141E);
        return new Pixels(4, 4, argb);
    }

    private Network open(TinyModel model, Map<String, String> input) throws IOException {
        return new ModelLibrary(runner).open(Files.write(folder.resolve("tiny.onnx"), model.bytes()), input);
    }
}
