package org.normscope.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The vectors against the scalars, which momentsAgainstExactArithmetic holds against exact arithmetic. */
class LanesTest {
    private static final float[] ODD = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE,
        -Float.MAX_VALUE, Float.MIN_VALUE, -0f, 0};

    private static Lanes vectors() {
        Optional<Lanes> vectors = VectorLanes.ifFast();
        assumeTrue(vectors.isPresent(), "this processor has no registers of 256 bits");
        return vectors.orElseThrow();
    }

    @Test
    void testsRunWithTheModuleOfVectors() {
        assertEquals(LateLanes.class, Lanes.FASTEST.getClass());
    }

    /** To the last bit, for any length and offset, about any mean, on top of what the lanes hold already. */
    @Test
    void vectorsAddWhatScalarsAdd() {
        Lanes vectors = vectors(), scalars = new ScalarLanes();
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
    }

    private static float[] start(Random random) {
        float[] lanes = new float[Lanes.COUNT];
        for (int i = 0; i < lanes.length; i++) lanes[i] = (float) random.nextGaussian();
        return lanes;
    }

    @Test
    void bothAddPlaceByPlaceToLanes() {
        for (Lanes lanes : List.of(vectors(), new ScalarLanes())) {
            float[] data = new float[3 * Lanes.COUNT + 2], sums = new float[Lanes.COUNT],
                squares = new float[Lanes.COUNT];
            for (int i = 0; i < data.length; i++) data[i] = i;
            lanes.add(data, 1, 1 + 2 * Lanes.COUNT, sums, squares);
            for (int i = 0; i < Lanes.COUNT; i++) {
                int first = 1 + i, second = first + Lanes.COUNT;
                assertEquals(first + second, sums[i]);
                assertEquals(first * first + second * second, squares[i]);
            }
        }
    }

    @Test
    void lateLanesChangeOnceTheyHavePaidOff() {
        List<String> calls = new ArrayList<>();
        Lanes late = new LateLanes((data, from, to, sums, squares) -> calls.add("cheap"), () -> {
            calls.add("loaded");
            return Optional.of((data, from, to, sums, squares) -> calls.add("dear"));
        }, 100);
        for (int i = 0; i < 4; i++) late.add(null, 0, 48, null, null);
        assertEquals(List.of("cheap", "cheap", "loaded", "dear", "dear"), calls);
    }

    @Test
    void lateLanesStayWhereNothingBetterIsThere() {
        List<String> calls = new ArrayList<>();
        Lanes late = new LateLanes((data, from, to, sums, squares) -> calls.add("cheap"), () -> {
            calls.add("asked");
            return Optional.empty();
        }, 16);
        for (int i = 0; i < 3; i++) late.add(null, 0, 16, null, null);
        assertEquals(List.of("asked", "cheap", "cheap", "cheap"), calls);
    }

    /** A JVM of its own, started without the module: moments are as they are here, and the vectors cannot be loaded. */
    @Test
    void momentsWorkWithoutTheModule() throws IOException, InterruptedException {
        Process without = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto", "-cp", System.getProperty("java.class.path"), WithoutVectors.class.getName()).start();
        String said = new String(without.getInputStream().readAllBytes());
        assertEquals(0, without.waitFor(), () -> "it ended with an error");
        assertEquals(WithoutVectors.said(ScalarLanes.class.getSimpleName()), said);
    }
}
