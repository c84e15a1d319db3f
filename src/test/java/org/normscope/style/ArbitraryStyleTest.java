package org.normscope.style;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.file.GraphFile;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** The built-in network gives what PyTorch gave (src/training/style/golden.json), and takes pictures of any size. */
class ArbitraryStyleTest {
    private static final Mixing INSTANCE = Mixing.all(Mixing.Mode.BLEND, 0);
    private static final GraphRunner RUNNER = new DjlRunner(1);
    private static final StyleNetwork NETWORK = new StyleLibrary(RUNNER).builtIn();

    /** [1, 3, 64, 96]: .5 + .5 sin(.05 (c + 1) u + .11 v + c), u the row and v the column, or exchanged. */
    private static Tensor waves(boolean exchanged) {
        Tensor tensor = Tensor.zeros(Shape.of(1, 3, 64, 96));
        for (int c = 0, at = 0; c < 3; c++) {
            for (int i = 0; i < 64; i++) {
                for (int j = 0; j < 96; j++) {
                    int u = exchanged ? j : i, v = exchanged ? i : j;
                    tensor.data()[at++] = (float) (.5 + .5 * Math.sin(.05 * (c + 1) * u + .11 * v + c));
                }
            }
        }
        return tensor;
    }

    private static Tensor run(String graph, Map<String, Tensor> feeds, String value) {
        return RUNNER.run(GraphFile.read(Path.of("assets/style/style-" + graph + ".onnx")), feeds,
            List.of(value)).get(value);
    }

    @Test
    void theThreeGraphsGiveWhatPyTorchGave() throws IOException {
        JsonNode golden = new ObjectMapper().readTree(Path.of("src/training/style/golden.json").toFile());
        Tensor features = run("content", Map.of("image", waves(false)), "features"),
            detail = run("content", Map.of("image", waves(false)), "detail");
        assertEquals(Shape.of(1, 64, 16, 24), features.shape());
        assertEquals(Shape.of(1, 32, 32, 48), detail.shape());
        Tensor code = run("encoder", Map.of("image", waves(true)), "code");
        int channels = NETWORK.sites().stream().mapToInt(StyleSite::channels).sum();
        assertEquals(Shape.of(1, 326), code.shape());
        assertEquals(643, channels);
        for (String rho : List.of("0.0", "0.3")) {
            float[] shares = new float[channels];
            Arrays.fill(shares, Float.parseFloat(rho));
            Tensor image = run("decoder",
                Map.of("features", features, "detail", detail, "code", code, "rho",
                    Tensor.of(Shape.of(1, channels), shares)), "image");
            assertEquals(Shape.of(1, 3, 64, 96), image.shape());
            for (int c = 0; c < 3; c++) {
                double sum = 0, squares = 0;
                for (int i = 0; i < 64 * 96; i++) {
                    double cell = image.data()[c * 64 * 96 + i];
                    sum += cell / (64 * 96);
                    squares += cell * cell / (64 * 96);
                }
                assertEquals(golden.get(rho).get("mean").get(c).asDouble(), sum, 1e-3);
                assertEquals(golden.get(rho).get("deviation").get(c).asDouble(), Math.sqrt(squares - sum * sum), 1e-3);
            }
            for (int i = 0; i < 12; i++) {
                assertEquals(golden.get(rho).get("row").get(i).asDouble(), image.at(0, 1, 20, 8 * i), 1e-3);
            }
        }
    }

    private static Pixels picture(int width, int height, int seed) {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            int x = i % width, y = i / width;
            argb[i] = 0xFF000000 | (x * 7 + seed * 31 & 255) << 16 | (y * 5 + x * 3 & 255) << 8 | (x * y + seed & 255);
        }
        return new Pixels(width, height, argb);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9", "2, 3", "3, 700", "17, 13", "64, 48"})
    void anySizeComesBackAsItIs(int width, int height) {
        Pixels picture = picture(width, height, 1);
        StyleCode code = NETWORK.code(picture);
        for (float value : code.values().data()) assertTrue(Float.isFinite(value));
        Pixels painted = NETWORK.paint(NETWORK.read(picture), code, INSTANCE);
        assertEquals(width, painted.width());
        assertEquals(height, painted.height());
        assertTrue(painted.opaque());
    }

    /**
     * The run and the conversions together are what they are one by one: here a picture whose sides are multiples of 4.
     */
    @Test
    void paintingIsTheThreeGraphs() {
        Pixels picture = picture(64, 48, 1);
        Tensor image = PictureTensor.of(picture, 64, 48, PictureLevels.of(ValueRange.UNIT));
        assertEquals((picture.at(5, 7) >> 8 & 255) / 255f, image.at(0, 1, 7, 5));
        StyleCode code = NETWORK.code(picture(40, 50, 9));
        Tensor painted = run("decoder",
            Map.of("features", run("content", Map.of("image", image), "features"), "detail",
                run("content", Map.of("image", image), "detail"),
                "code", code.values(), "rho", Tensor.zeros(Shape.of(1, 643))), "image");
        Pixels pixels = NETWORK.paint(NETWORK.read(picture), code, INSTANCE);
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                assertEquals(Math.round(255 * painted.at(0, 0, y, x)), pixels.at(x, y) >> 16 & 255);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 9", "17, 13", "64, 48"})
    void weightNoneIsTheContent(int width, int height) {
        Pixels picture = picture(width, height, 1);
        StyleNetwork.Content content = NETWORK.read(picture);
        StyleCode own = NETWORK.code(picture), other = NETWORK.code(picture(40, 50, 9));
        assertArrayEquals(picture.argb(), NETWORK.paint(content, StyleCode.between(own, other, 0), INSTANCE).argb());
        assertArrayEquals(NETWORK.paint(content, other, INSTANCE).argb(),
            NETWORK.paint(content, StyleCode.between(own, other, 1), INSTANCE).argb());
    }

    /** Each quarter of rho's way brings about a quarter of the way to the content's own mean and contrast. */
    @ParameterizedTest
    @CsvSource({"pagoda, cafe-terrace, BLEND", "pagoda, cafe-terrace, SPLIT",
        "dogs, church-at-auvers, BLEND", "cat, pere-tanguy, SPLIT"})
    void rhoBringsBackTheContentsColoursEvenly(String photo, String painting, Mixing.Mode mode) {
        Pixels picture = Lanczos.scaled(PictureSource.open("builtin:photos/" + photo), 160);
        StyleCode code = StyleCode.between(NETWORK.code(picture),
            NETWORK.code(PictureSource.open("builtin:paintings/" + painting)), 1);
        StyleNetwork.Content content = NETWORK.read(picture);
        double whole = 0, before = 0;
        for (int quarter = 0; quarter <= 4; quarter++) {
            Pixels painted = NETWORK.paint(content, code, Mixing.all(mode, quarter / 4f));
            double apart = StyleQuality.colourDistance(painted, picture);
            if (quarter == 0) whole = apart;
            else assertEquals(.25, (before - apart) / whole, .1, "quarter " + quarter);
            before = apart;
        }
    }

    @Test
    void transparencyIsPaintedOverWhite() {
        Pixels clear = new Pixels(16, 16, new int[256]), white = new Pixels(16, 16, new int[256]);
        Arrays.fill(white.argb(), 0xFFFFFFFF);
        assertArrayEquals(NETWORK.read(white).features().get("features").data(),
            NETWORK.read(clear).features().get("features").data());
        assertArrayEquals(NETWORK.code(white).values().data(), NETWORK.code(clear).values().data());
        assertNotEquals(NETWORK.code(white).values().data()[0], NETWORK.code(picture(16, 16, 1)).values().data()[0]);
    }
}
