package org.normscope.texture.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.normscope.image.Npy;
import org.normscope.node.Knobs;
import org.normscope.node.Watch;
import org.normscope.texture.pyramid.Decomposition;

/**
 * The statistics against the public code's, their gradient against differences, and what is woven against the sample.
 */
class PortillaSimoncelliTest {
    private static final Path GOLDENS = Path.of("../shared/data/goldens");

    private static double[] picture(String name) throws IOException {
        float[] levels = Npy.read(GOLDENS.resolve(name + ".npy")).data();
        double[] plane = new double[levels.length];
        for (int i = 0; i < plane.length; i++) plane[i] = levels[i] / 255;
        return plane;
    }

    @ParameterizedTest
    @CsvSource({"grass,2,2,5", "grass,3,4,7", "tissue,2,2,5", "tissue,3,4,7"})
    void theyAreThePublicCodes(String name, int scales, int directions, int window) throws IOException {
        assumeTrue(Files.isDirectory(GOLDENS));
        double[] plane = picture(name);
        Ledger ledger = new Ledger(true, true, true, true);
        new TextureStatistics(new Decomposition.Filters(128, 128, scales, directions), window / 2, false)
            .meet(plane, new double[plane.length], ledger);
        JsonNode golden = new ObjectMapper().readTree(GOLDENS.resolve(
            name + "-ps-s" + scales + "o" + directions + "w" + window + ".json").toFile()).get("statistics");
        double n = plane.length, corrected = n / (n - 1);
        double variance = value(ledger, "pixel variance") * corrected;
        near(golden, "pixel_statistics", 0, value(ledger, "pixel mean"));
        near(golden, "pixel_statistics", 1, variance);
        near(golden, "pixel_statistics", 2, value(ledger, "pixel third") / Math.pow(variance, 1.5));
        near(golden, "pixel_statistics", 3, value(ledger, "pixel fourth") / (variance * variance));
        near(golden, "var_highpass_residual", 0, value(ledger, "high"));
        int half = window / 2, met = 0;
        for (int scale = 0; scale <= scales; scale++) {
            double power = value(ledger, "low " + scale + " 0 0");
            near(golden, "std_reconstructed", scale, Math.sqrt(power));
            near(golden, "skew_reconstructed", scale, value(ledger, "low " + scale + " third") / Math.pow(power, 1.5));
            near(golden, "kurtosis_reconstructed", scale, value(ledger, "low " + scale + " fourth") / (power * power));
            for (int a = 0; a < window; a++) {
                for (int b = 0; b < window; b++) {
                    met += near(golden, "auto_correlation_reconstructed", (a * window + b) * (scales + 1) + scale,
                        moved(ledger, "low " + scale, a - half, b - half));
                    for (int k = 0; k < directions && scale < scales; k++) {
                        met += near(golden, "auto_correlation_magnitude",
                            ((a * window + b) * directions + k) * scales + scale,
                            moved(ledger, "magnitude " + scale + " " + k, a - half, b - half));
                    }
                }
            }
            for (int i = 0; i < directions && scale < scales; i++) {
                near(golden, "magnitude_std", i * scales + scale,
                    Math.sqrt(value(ledger, "magnitude " + scale + " " + i + " 0 0")));
                for (int j = 0; j < i; j++) {
                    met += near(golden, "cross_orientation_correlation_magnitude", (i * directions + j) * scales
                        + scale,
                        share(ledger, "directions " + scale + " " + j + " " + i));
                }
                for (int j = 0; j < 2 * directions && scale + 1 < scales; j++) {
                    met += near(golden, "cross_scale_correlation_real", (i * 2 * directions + j) * (scales - 1) + scale,
                        share(ledger, "phases " + scale + " " + i + " " + j));
                    if (j < directions) {
                        met += near(golden, "cross_scale_correlation_magnitude", (i * directions + j) * (scales - 1)
                            + scale, share(ledger, "scales " + scale + " " + i + " " + j));
                    }
                }
            }
        }
        assertTrue(met > 80, "compared " + met);
    }

    /** Relative to 1 for correlations, to the value for others; 0 where there is none. */
    private static int near(JsonNode golden, String array, int at, double got) {
        JsonNode wanted = golden.get(array).get("values").get(at);
        if (wanted.isNull()) return 0;
        assertEquals(wanted.asDouble(), got, 1e-4 * Math.max(Math.abs(wanted.asDouble()), array.contains("corr") ? 1
            : 0),
            array + " " + at);
        return 1;
    }

    private static double value(Ledger ledger, String name) {
        return ledger.written().get(name).value();
    }

    private static double share(Ledger ledger, String name) {
        return value(ledger, name) / ledger.written().get(name).spread();
    }

    private static double moved(Ledger ledger, String name, int dy, int dx) {
        boolean up = dy < 0 || dy == 0 && dx < 0;
        return share(ledger, name + " " + (up ? -dy : dy) + " " + (up ? -dx : dx));
    }

    @Test
    void gradientsAreThoseOfDifferences() {
        SplittableRandom chance = new SplittableRandom(6);
        float[] sample = new float[32 * 32];
        for (int i = 0; i < sample.length; i++) sample[i] = (float) chance.nextGaussian();
        Knobs knobs = new Knobs(PortillaSimoncelli.NODE, Map.of("directions", "3", "window", "5"));
        PortillaSimoncelli.Weaver weaver = new PortillaSimoncelli.Weaver(sample,
            PortillaSimoncelli.Measures.of(32, 32, 24, 32, 2, knobs), knobs);
        double[] plane = new double[24 * 32], gradient = new double[plane.length], none = new double[plane.length];
        for (int i = 0; i < plane.length; i++) plane[i] = chance.nextGaussian() + Math.sin(i * .3);
        weaver.loss(plane, gradient);
        for (int turn = 0; turn < 12; turn++) {
            int at = chance.nextInt(plane.length);
            double was = plane[at], step = 1e-5;
            plane[at] = was + step;
            double more = weaver.loss(plane, none);
            plane[at] = was - step;
            double less = weaver.loss(plane, none);
            plane[at] = was;
            assertEquals((more - less) / (2 * step), gradient[at], 1e-4 * Math.abs(gradient[at]) + 1e-6, "pixel " + at);
        }
    }

    /** Of a sample as large as the tile, and of larger ones, where it is the means over windows. */
    @ParameterizedTest
    @CsvSource({"grass,64,64", "grass,128,64", "tissue,128,64", "tissue,112,64"})
    void everyGroupComesWithinTwoPercent(String name, int side, int tile) throws IOException {
        assumeTrue(Files.isDirectory(GOLDENS));
        double[] plane = picture(name);
        float[] sample = new float[side * side];
        double mean = 0, square = 0;
        for (int i = 0; i < sample.length; i++) {
            sample[i] = (float) plane[i / side * 128 + i % side];
            mean += sample[i] / sample.length;
            square += sample[i] * sample[i] / sample.length;
        }
        for (int i = 0; i < sample.length; i++) sample[i] =
            (float) ((sample[i] - mean) / Math.sqrt(square - mean * mean));
        Knobs knobs = new Knobs(PortillaSimoncelli.NODE, Map.of());
        PortillaSimoncelli.Weaver weaver = new PortillaSimoncelli.Weaver(sample,
            PortillaSimoncelli.Measures.of(side, side, tile, tile, 3, knobs), knobs);
        float[] woven = new float[tile * tile];
        weaver.weave(woven, new SplittableRandom(8), Watch.NOBODY);
        double[] made = new double[woven.length];
        for (int i = 0; i < made.length; i++) made[i] = woven[i];
        weaver.loss(made, new double[made.length]);
        for (Ledger.Group group : Ledger.Group.values()) {
            assertTrue(weaver.ledger().off(group) < .02, group + " is off by " + weaver.ledger().off(group));
        }
    }
}
