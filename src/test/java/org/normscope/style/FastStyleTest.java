package org.normscope.style;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.RealNetworks;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.TinyModel;
import org.normscope.onnx.file.GraphFile;
import org.normscope.tensor.Tensor;

/** Fast-style networks: what they are taken for, and what their sites do. */
class FastStyleTest {
    private static final GraphRunner RUNNER = new DjlRunner(1);
    private static final StyleLibrary LIBRARY = new StyleLibrary(RUNNER);

    @TempDir
    Path folder;

    private Path file(TinyModel model) throws IOException {
        return Files.write(folder.resolve("tiny.onnx"), model.bytes());
    }

    /** x * factor + offset, cell by cell, at most what white becomes: it shows a picture in its own range only. */
    private Path scaling(float factor, float offset, float most, int... extents) throws IOException {
        return file(new TinyModel().input("x", extents).weights("factor", new int[0], factor)
            .weights("offset", new int[0], offset)
            .weights("least", new int[0], -most).weights("most", new int[0], most)
            .node("Mul", "x factor", "scaled").node("Add", "scaled offset", "moved")
            .node("Clip", "moved least most", "y").output("y"));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1, UNIT, UNIT", "255, 0, 255, UNIT, BYTES"})
    void theRangeIsDetected(float factor, float offset, float most, ValueRange in, ValueRange out) throws IOException {
        FastStyle network = LIBRARY.open(scaling(factor, offset, most, 1, 3, -1, -1));
        assertEquals(out, network.out());
        assertEquals(in, network.in());
        assertEquals(List.of(), network.sites());
        Pixels photo = Lanczos.scaled(PictureSource.open("builtin:photos/cat"), 70), painted = paint(network, photo, 0);
        assertEquals(photo.width(), painted.width());
        assertArrayEquals(photo.argb(), painted.argb());
    }

    private static Pixels paint(StyleNetwork network, Pixels picture, float rho) {
        return network.paint(network.read(picture), null, Mixing.all(Mixing.Mode.BLEND, rho));
    }

    /** Many files name a size at which they were exported and run at any; one that reshapes does not. */
    @Test
    void aNamedSizeIsTakenForWhatItIs() throws IOException {
        Pixels photo = Lanczos.scaled(PictureSource.open("builtin:photos/cat"), 90);
        FastStyle free = LIBRARY.open(scaling(1, 0, 255, 1, 3, 224, 224));
        assertTrue(free.fixedSize().isEmpty());
        assertArrayEquals(photo.argb(), paint(free, photo, 0).argb());
        TensorProto shape = TensorProto.newBuilder().setName("shape").setDataType(7).addDims(4).addInt64Data(1)
            .addInt64Data(3).addInt64Data(24).addInt64Data(32).build();
        FastStyle fixed = LIBRARY.open(
            file(new TinyModel().input("x", 1, 3, 24, 32).weights(shape).node("Reshape", "x shape", "y").output("y")));
        assertArrayEquals(new int[] {32, 24}, fixed.fixedSize().orElseThrow());
        Pixels painted = paint(fixed, photo, 0);
        assertArrayEquals(Lanczos.scaled(Lanczos.scaled(photo, 32, 24), photo.width(), photo.height()).argb(),
            painted.argb());
    }

    @ParameterizedTest
    @ValueSource(strings = {"assets/networks/twin-bn.onnx", "assets/style/style-encoder.onnx",
        "assets/style/style-content.onnx"})
    void whatIsNoStyleNetworkIsRefused(String file) {
        BadNetworkException refusal = assertThrows(BadNetworkException.class, () -> LIBRARY.open(file));
        assertTrue(refusal.getMessage().contains(file) && refusal.getMessage().contains("drop a fast-style .onnx"),
            refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"squeezenet1.1", "microast", "vgg19_normalised_relu3_1"})
    void neitherAreOtherPeoplesOthers(String name) {
        String file = RealNetworks.origin(name);
        assertTrue(assertThrows(BadNetworkException.class, () -> LIBRARY.open(file)).getMessage()
            .contains("drop a fast-style .onnx"));
    }

    /** Half the light of white is level 188, and half of that 137: IEC 61966-2-1. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void levelsInProportionToLight(boolean bySetting) throws IOException {
        Path file = scaling(.5f, 0, 1, 1, 3, -1, -1);
        if (!bySetting) {
            Files.write(file, ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder()
                .addMetadataProps(StringStringEntryProto.newBuilder().setKey("Image.ColorSpaceGamma")
                    .setValue("Linear")).build().toByteArray());
        }
        FastStyle network = LIBRARY.open(file, EngineInput.read(bySetting ? "light=linear,range=unit" : "range=unit",
            List.of()));
        assertTrue(network.isLinear());
        int[] argb = new int[70 * 70];
        for (int i = 0; i < argb.length; i++) argb[i] = i % 70 < 35 ? 0xFFFFFFFF : 0xFFBCBCBC;
        Pixels painted = paint(network, new Pixels(70, 70, argb), 0);
        assertEquals(188, painted.argb()[0] & 255);
        assertEquals(137, painted.argb()[69] & 255);
    }

    /** Pure instance normalization is the file as it was; the other end is far from it. */
    @ParameterizedTest
    @ValueSource(strings = {"fns_candy", "vangogh_starry-night"})
    void otherPeoplesNetworks(String name) {
        String file = RealNetworks.origin(name);
        FastStyle network = LIBRARY.open(Path.of(file));
        assertEquals(ValueRange.BYTES, network.in());
        assertEquals(ValueRange.BYTES, network.out());
        assertTrue(network.sites().size() >= 15);
        Pixels photo = Lanczos.scaled(PictureSource.open("builtin:photos/dogs"), 96, 64),
            painted = paint(network, photo, 0), batch = paint(network, photo, 1);
        Tensor x = PictureTensor.of(photo, 96, 64, PictureLevels.of(ValueRange.BYTES)),
            y = RUNNER.run(GraphFile.read(Path.of(file)), Map.of("image", x), List.of("output")).get("output");
        double apart = 0;
        for (int i = 0; i < 96 * 64; i++) {
            assertEquals(Math.round(y.data()[i]), painted.argb()[i] >> 16 & 255, 1);
            apart += Math.abs((painted.argb()[i] >> 16 & 255) - (batch.argb()[i] >> 16 & 255)) / (96. * 64);
        }
        assertTrue(apart > 5, "mean difference " + apart);
    }
}
