package org.normscope.patches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ActivationBinsTest {
    private static final float[] EDGES = {Float.NEGATIVE_INFINITY, -Float.MAX_VALUE, -16384, -1, -Float.MIN_VALUE,
        -0f, 0, Float.MIN_VALUE, 0x1p-10f, 1, 1.125f, 16383, 16384, Float.MAX_VALUE, Float.POSITIVE_INFINITY};

    @Test
    void aValueLiesInItsBinAndBinsAscendWithTheValue() {
        Random random = new Random(9);
        float[] values = new float[20_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < EDGES.length ? EDGES[i] : Float.intBitsToFloat(random.nextInt());
        }
        int compared = 0;
        for (float value : values) {
            int bin = ActivationBins.of(value);
            assertTrue(bin >= 0 && bin < ActivationBins.COUNT, value + " in " + bin);
            assertEquals(Float.isNaN(value) || value == Float.NEGATIVE_INFINITY, bin == 0);
            if (bin == 0) continue;
            compared++;
            double low = ActivationBins.low(bin), high = ActivationBins.high(bin);
            boolean inside = value > 0 ? low <= value && (value < high || high == Double.POSITIVE_INFINITY)
                : low <= value && value <= high;
            assertTrue(inside || value < 0 && -value >= -high, value + " in " + bin + ", " + low + " to " + high);
        }
        assertTrue(compared > 10_000);
        float[] sorted = Arrays.copyOfRange(values, 0, values.length);
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length && !Float.isNaN(sorted[i]); i++) {
            assertTrue(ActivationBins.of(sorted[i]) >= ActivationBins.of(sorted[i - 1]),
                sorted[i - 1] + " before " + sorted[i]);
        }
    }

    @Test
    void thereAreEightBinsAnOctaveAboveZeroAndTwoBelow() {
        assertEquals(8, ActivationBins.of(4) - ActivationBins.of(2));
        assertEquals(2, ActivationBins.of(-2) - ActivationBins.of(-4));
        assertEquals(2.25, ActivationBins.high(ActivationBins.of(2)));
        assertEquals(ActivationBins.of(-0f), ActivationBins.of(0));
    }

    @Test
    void quantilesLieWithinABinOfTheTruth() {
        Random random = new Random(4);
        double[] values = random.doubles(5000, .01, 30).toArray();
        int[] counts = new int[ActivationBins.COUNT];
        for (double value : values) counts[ActivationBins.of((float) value)]++;
        Arrays.sort(values);
        Distribution distribution = new Distribution(counts);
        assertEquals(5000, distribution.total());
        for (double share : new double[] {.1, .5, .9}) {
            double truth = values[(int) (share * values.length)];
            assertEquals(truth, distribution.quantile(share), truth / 8, "at " + share);
        }
        assertEquals(5000 - Arrays.stream(values).filter(value -> value < 16).count(), distribution.above(15.9f), 0);
    }
}
