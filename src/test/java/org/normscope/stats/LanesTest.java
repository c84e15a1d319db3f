package org.normscope.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The vectors against the scalars, which momentsAgainstExactArithmetic holds against exact arithmetic. */
class LanesTest {
    private static Lanes vectors() {
        Optional<Lanes> vectors = VectorLanes.ifWide();
        assumeTrue(vectors.isPresent(), "this processor has no registers of 256 bits");
        return vectors.orElseThrow();
    }

    @Test
    void testsRunWithTheModuleOfVectors() {
        assertEquals(LateLanes.class, Lanes.FASTEST.getClass());
    }

    /** In JVMs of their own: one that compiles as the program's does, and one without the second compiler. */
    @Test
    void vectorsAddWhatScalarsAdd() throws IOException, InterruptedException {
        vectors();
        String said = compared("-XX:+TieredCompilation");
        assertTrue(said.contains(WithVectors.SAME), said);
    }

    @Test
    void vectorsAreLeftAsideWhereTheyWouldBeObjects() throws IOException, InterruptedException {
        vectors();
        String said = compared("-XX:TieredStopAtLevel=1");
        assertTrue(said.contains(WithVectors.LEFT_ASIDE), said);
    }

    private static String compared(String compiling) throws IOException, InterruptedException {
        Process compared = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules=jdk.incubator.vector", compiling, "-Xshare:auto", "-cp",
            System.getProperty("java.class.path"), WithVectors.class.getName()).redirectErrorStream(true).start();
        String said = new String(compared.getInputStream().readAllBytes());
        assertEquals(0, compared.waitFor(), () -> said);
        return said;
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
