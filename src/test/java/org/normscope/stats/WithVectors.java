package org.normscope.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;

/** Compares the vectors with the scalars; for a JVM of its own. */
final class WithVectors {
    static final String SAME = "the same to the last bit", LEFT_ASIDE = "vectors would be objects";
    private static final float[] ODD = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE,
        -Float.MAX_VALUE, Float.MIN_VALUE, -0f, 0};

    private WithVectors() { }

    /** To the last bit, for any length and offset, about any mean, on top of what the lanes hold already. */
    public static void main(String[] arguments) {
        if (VectorLanes.ifFast().isEmpty()) {
            System.out.println(LEFT_ASIDE);
            return;
        }
        Lanes vectors = VectorLanes.ifFast().orElseThrow(), scalars = new ScalarLanes();
        Random random = new Random(5);
        for (int round = 0; round < 3000; round++) {
            int from = random.nextInt(40), to = from + Lanes.COUNT * random.nextInt(round % 10 == 0 ? 300 : 8);
            double mean = random.nextInt(3) * Math.pow(10, random.nextInt(9)),
                deviation = Math.pow(10, random.nextInt(40) - 20);
            float[] data = new float[to + random.nextInt(9)];
            for (int i = 0; i < data.length; i++) data[i] = (float) (mean + deviation * random.nextGaussian());
            if (round % 3 == 0) {
                for (int i = random.nextInt(9); i < data.length; i += 1 + random.nextInt(99)) {
                    data[i] = ODD[random.nextInt(ODD.length)];
                }
            }
            float[] sums = start(random), squares = start(random), otherSums = sums.clone(),
                otherSquares = squares.clone();
            vectors.add(data, from, to, sums, squares);
            scalars.add(data, from, to, otherSums, otherSquares);
            // assertArrayEquals holds 0 and -0 apart, and NaN equal to NaN
            assertArrayEquals(otherSums, sums, "sums of " + from + " to " + to);
            assertArrayEquals(otherSquares, squares, "squares of " + from + " to " + to);
        }
        System.out.println(SAME);
    }

    private static float[] start(Random random) {
        float[] lanes = new float[Lanes.COUNT];
        for (int i = 0; i < lanes.length; i++) lanes[i] = (float) random.nextGaussian();
        return lanes;
    }
}
