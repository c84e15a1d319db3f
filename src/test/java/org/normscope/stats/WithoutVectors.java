package org.normscope.stats;

import java.util.Random;

/** Takes moments in a JVM that was started without the module of vectors. */
final class WithoutVectors {
    private WithoutVectors() { }

    public static void main(String[] arguments) {
        System.out.print(said(Lanes.FASTEST.getClass().getSimpleName()));
    }

    static String said(String lanes) {
        Random random = new Random(9);
        float[] values = new float[10_000];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
        return lanes + " " + Moments.of(values, 3, values.length);
    }
}
