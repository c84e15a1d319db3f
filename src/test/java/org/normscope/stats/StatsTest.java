package org.normscope.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

class StatsTest {

    private static float[] values(Random random, int count, double mean, double deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = (float) (mean + deviation * random.nextGaussian());
        return values;
    }

    /**
     * Against exact arithmetic: every size around the blocks, every ratio of mean and deviation, tiny and huge values.
     */
    @Test
    void momentsAgainstExactArithmetic() {
        Random random = new Random(0);
        for (int count : new int[] {1, 2, 7, 8, 9, 63, 1023, 1024, 1025, 3136, 5000}) {
            for (double[] spread : new double[][] {{0, 1}, {0.5, 1}, {2, 1}, {1000, 1}, {1e6, 100}, {0, 1e-25},
                {0, 1e25}, {-7, 1e-3}}) {
                float[] values = values(random, count + 3, spread[0], spread[1]);
                Moments moments = Moments.of(values, 2, count + 2);
                BigDecimal sum = BigDecimal.ZERO, squares = BigDecimal.ZERO, size = BigDecimal.valueOf(count);
                for (int i = 2; i < count + 2; i++) {
                    BigDecimal value = new BigDecimal(values[i]);
                    sum = sum.add(value);
                    squares = squares.add(value.multiply(value));
                }
                double mean = sum.divide(size, MathContext.DECIMAL128).doubleValue();
                double variance = squares.multiply(size).subtract(sum.multiply(sum))
                    .divide(size.multiply(size), MathContext.DECIMAL128).doubleValue();
                assertEquals(count, moments.count());
                assertEquals(mean, moments.mean(), 1e-7 * Math.max(Math.abs(mean), Math.sqrt(variance)));
                assertEquals(variance, moments.variance(), 1e-6 * variance,
                    count + " values of " + spread[0] + " +- " + spread[1]);
            }
        }
    }

    @Test
    void whatIsNoFiniteNumberIsCountedByChannel() {
        Tensor maps = Tensor.zeros(Shape.of(2, 7, 2, 2));
        assertEquals(NotFinite.NONE, NotFinite.of(maps));
        for (int c : new int[] {6, 4, 3, 1, 0}) maps.data()[c * 4 + c % 4] = Float.NaN;
        maps.data()[(7 + 3) * 4] = Float.NEGATIVE_INFINITY;
        assertEquals(6, NotFinite.of(maps).cells());
        assertEquals("0, 1, 3, 4 +1", NotFinite.of(maps).brief());
    }

    @Test
    void momentsOfPartsJoin() {
        float[] values = values(new Random(1), 1000, 3, 2);
        Moments joined = Moments.of(values, 0, 10).and(Moments.NONE).and(Moments.of(values, 10, 1000)),
            whole = Moments.of(values, 0, 1000);
        assertEquals(1000, joined.count());
        assertEquals(whole.mean(), joined.mean(), 1e-6);
        assertEquals(whole.variance(), joined.variance(), 1e-6);
        assertTrue(Double.isNaN(Moments.NONE.variance()));
    }

    @Test
    void summaryLeavesOutWhatIsNotFinite() {
        float[] values = {9, 0, -0f, 1, Float.NaN, -3, Float.POSITIVE_INFINITY, 4, 9};
        Summary summary = Summary.of(values, 1, 8);
        assertEquals(new Summary(5, 0.4, Math.sqrt(26 / 5.0 - 0.16), -3, 4, 0.4, 2), rounded(summary));
        Summary none = Summary.of(new float[] {Float.NaN}, 0, 1);
        assertEquals(1, none.notFinite());
        assertTrue(Double.isNaN(none.mean()) && Float.isNaN(none.minimum()));
    }

    private static Summary rounded(Summary summary) {
        assertEquals(0.4, summary.mean(), 1e-12);
        assertEquals(Math.sqrt(26 / 5.0 - 0.16), summary.deviation(), 1e-12);
        return new Summary(summary.count(), 0.4, Math.sqrt(26 / 5.0 - 0.16), summary.minimum(), summary.maximum(),
            summary.zeros(), summary.notFinite());
    }

    @Test
    void histogramByHand() {
        float[] values = {-1, 0, 0.25f, 0.5f, 0.99f, 1, 1.5f, Float.NaN, Float.NEGATIVE_INFINITY};
        Histogram histogram = Histogram.of(values, 0, values.length, 0, 1, 4);
        assertArrayEquals(new int[] {1, 1, 1, 2}, histogram.counts());
        assertEquals("1 1 2 2",
            histogram.below() + " " + histogram.above() + " " + histogram.notFinite() + " " + histogram.fullest());
        assertArrayEquals(new int[] {0, 3}, Histogram.of(new float[] {2, 2, 2}, 0, 3, 2, 2, 2).counts());
        assertThrows(IllegalArgumentException.class, () -> Histogram.of(values, 0, 1, 1, 0, 4));
        assertThrows(IllegalArgumentException.class, () -> Histogram.of(values, 0, 1, 0, Double.NaN, 4));
        assertThrows(IllegalArgumentException.class, () -> Histogram.of(values, 0, 1, 0, 1, 0));
    }

    /** Against a count of the values between each bin's edges. */
    @Test
    void histogramAgainstCounting() {
        float[] values = values(new Random(2), 10_000, 0.3, 2);
        Histogram histogram = Histogram.of(values, 0, values.length, -2, 2, 16);
        for (int bin = 0; bin < 16; bin++) {
            double low = -2 + bin * 0.25, high = low + 0.25;
            long counted = IntStream.range(0, values.length).filter(i -> values[i] >= low && values[i] < high).count();
            assertEquals(counted, histogram.counts()[bin]);
        }
    }

    /** The values are those of numpy.quantile. */
    @Test
    void quantiles() {
        Quantiles quantiles = Quantiles.of(new float[] {7, 1, Float.NaN, 3, 2, 10, Float.NEGATIVE_INFINITY}, 0, 7);
        assertEquals(1, quantiles.at(0));
        assertEquals(2, quantiles.at(0.25));
        assertEquals(3, quantiles.at(0.5));
        assertEquals(8.8, quantiles.at(0.9), 1e-12);
        assertEquals(10, quantiles.at(1));
        assertTrue(Double.isNaN(Quantiles.of(new float[0], 0, 0).at(0.5)));
        assertThrows(IllegalArgumentException.class, () -> quantiles.at(1.1));
    }
}
