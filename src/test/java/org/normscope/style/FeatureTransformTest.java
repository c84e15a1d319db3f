package org.normscope.style;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.task.Stop;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Transformed maps have the style's statistics, counted anew. */
class FeatureTransformTest {
    private static Tensor maps(int channels, int height, int width, long seed) {
        Random random = new Random(seed);
        float[] cells = new float[channels * height * width];
        int plane = height * width;
        for (int i = 0; i < plane; i++) {
            double common = random.nextGaussian();
            for (int c = 0; c < channels; c++) {
                cells[c * plane + i] = (float) (c + common * (1 + .1 * c) + (1 + .3 * c) * random.nextGaussian());
            }
        }
        return Tensor.of(Shape.of(1, channels, height, width), cells);
    }

    private static double covariance(Tensor maps, int a, int b) {
        double[] means = FeatureTransform.means(maps);
        int plane = maps.shape().plane();
        double sum = 0;
        for (int i = 0; i < plane; i++) {
            sum += (maps.data()[a * plane + i] - means[a]) * (maps.data()[b * plane + i] - means[b]);
        }
        return sum / plane;
    }

    @Test
    void whiteningAndColouringGivesTheStylesCovariance() {
        Tensor content = maps(12, 9, 11, 1), style = maps(12, 14, 10, 2);
        Tensor moved = FeatureTransform.WCT.of(content, style, 1);
        double[] means = FeatureTransform.means(style);
        assertArrayEquals(means, FeatureTransform.means(moved), 1e-4);
        double largest = 0;
        for (int a = 0; a < 12; a++) largest = Math.max(largest, covariance(style, a, a));
        for (int a = 0; a < 12; a++) {
            for (int b = 0; b < 12; b++) {
                assertEquals(covariance(style, a, b), covariance(moved, a, b), 1e-3 * largest, a + ", " + b);
            }
        }
    }

    @Test
    void adaptiveNormalizationGivesMeansAndDeviationsAndKeepsCorrelations() {
        Tensor content = maps(6, 9, 11, 1), style = maps(6, 14, 10, 2);
        Tensor moved = FeatureTransform.ADAIN.of(content, style, 1);
        assertArrayEquals(FeatureTransform.means(style), FeatureTransform.means(moved), 1e-4);
        for (int c = 0; c < 6; c++) {
            assertEquals(covariance(style, c, c), covariance(moved, c, c), 1e-3 * covariance(style, c, c));
            for (int k = 0; k < c; k++) assertEquals(correlation(content, c, k), correlation(moved, c, k), 1e-4);
        }
    }

    private static double correlation(Tensor maps, int a, int b) {
        return covariance(maps, a, b) / Math.sqrt(covariance(maps, a, a) * covariance(maps, b, b));
    }

    /** Behind the last site lies the picture: its colours are those of the style as the network paints it. */
    @Test
    void thePaintedColoursAreTheStyles() {
        try (DjlRunner runner = new DjlRunner(1)) {
            ArbitraryStyle network = new StyleLibrary(runner).builtIn();
            Pixels content = Lanczos.scaled(PictureSource.open("builtin:photos/dogs"), 64),
                style = Lanczos.scaled(PictureSource.open("builtin:paintings/cafe-terrace"), 64);
            StyleNetwork.Content own = network.read(content), other = network.read(style);
            Pixels itself = network.paint(other, network.code(style), Mixing.all(Mixing.Mode.BLEND, 0));
            Pixels painted = network.paint(own, other, FeatureTransform.WCT, 1, new Stop());
            Tensor wanted = tensor(itself), found = tensor(painted);
            double[] means = FeatureTransform.means(wanted), is = FeatureTransform.means(found);
            for (int c = 0; c < 3; c++) {
                assertEquals(means[c], is[c], 8);
                for (int k = 0; k <= c; k++) {
                    assertEquals(1, covariance(found, c, k) / covariance(wanted, c, k), .2);
                }
            }
        }
    }

    private static Tensor tensor(Pixels picture) {
        return PictureTensor.of(picture, picture.width(), picture.height(), Levels.of(ValueRange.BYTES));
    }

    @Test
    void flatMapsGetTheMeanAloneAndNothingIsTheContent() {
        Tensor flat = Tensor.of(Shape.of(1, 2, 1, 3), 5, 5, 5, -1, -1, -1), style = maps(2, 4, 4, 3);
        double[] means = FeatureTransform.means(style);
        for (FeatureTransform transform : FeatureTransform.values()) {
            Tensor moved = transform.of(flat, style, 1);
            for (int i = 0; i < 6; i++) assertEquals(means[i / 3], moved.data()[i], 1e-5);
            assertArrayEquals(style.data(), transform.of(style, flat, 0).data());
        }
    }
}
