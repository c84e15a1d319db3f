package org.normscope.optimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Descents against the steps that PyTorch's take, which descents.py wrote down, and against minima that are known. */
class DescentsTest {
    private static final double[][] POINTS = {{1, 2}, {2, 1}, {3, 3}, {-1, 0}, {-1, -1}, {-2, -1}, {0, -2}, {1, 1.5}};
    private static final double[] SIGNS = {1, 1, 1, -1, -1, -1, -1, -1};

    @Test
    void eachStepIsPyTorchs() throws IOException {
        try (InputStream golden = getClass().getResourceAsStream("descents.json")) {
            for (JsonNode run : new ObjectMapper().readTree(golden)) {
                String[] words = run.get("name").asText().split(" ");
                double[] start = new double[run.get("start").size()];
                for (int i = 0; i < start.length; i++) start[i] = run.get("start").get(i).asDouble();
                Slope slope = words[0].equals("rosenbrock") ? DescentsTest::rosenbrock : DescentsTest::logistic;
                Descent descent = words[1].equals("adam") ? new Adam(slope, start, .05)
                    : new Lbfgs(slope, start, Integer.parseInt(words[2]));
                double first = descent.value();
                for (JsonNode wanted : run.get("values")) {
                    descent.step();
                    double value = wanted.asDouble();
                    assertEquals(value, descent.value(), 1e-4 * value + 1e-9 * first, run.get("name").asText());
                }
            }
        }
    }

    @Test
    void theMinimumIsReachedAndThenNoStepIsGone() {
        Lbfgs descent = new Lbfgs(DescentsTest::rosenbrock, new double[] {-1.2, 1}, 10);
        int steps = 0;
        while (descent.step()) assertTrue(++steps < 60, "it goes on for ever");
        assertArrayEquals(new double[] {1, 1}, descent.place(), 1e-6);
    }

    /** A bowl of 1,000 numbers, 1 to 1,000 times as steep: its minimum is where it was put. */
    @Test
    void aLongBowlHasItsMinimumWhereItWasPut() {
        double[] wanted = new double[1000];
        Arrays.setAll(wanted, i -> Math.sin(i));
        Slope bowl = (place, gradient) -> {
            double sum = 0;
            for (int i = 0; i < place.length; i++) {
                gradient[i] = (i + 1) * (place[i] - wanted[i]);
                sum += gradient[i] * (place[i] - wanted[i]) / 2;
            }
            return sum;
        };
        double[] start = new double[1000];
        Lbfgs descent = new Lbfgs(bowl, start, 20);
        for (int step = 0; step < 150; step++) descent.step();
        assertArrayEquals(wanted, descent.place(), 1e-3);
        assertArrayEquals(new double[1000], start, "the start was changed");
    }

    @Test
    void whatIsFlatIsLeft() {
        Slope flat = (place, gradient) -> {
            Arrays.fill(gradient, 0);
            return 7;
        };
        assertFalse(new Lbfgs(flat, new double[3], 5).step());
        assertFalse(new Adam(flat, new double[3], .1).step());
    }

    private static double rosenbrock(double[] x, double[] gradient) {
        Arrays.fill(gradient, 0);
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double bend = x[i + 1] - x[i] * x[i], off = 1 - x[i];
            sum += 100 * bend * bend + off * off;
            gradient[i] += -400 * bend * x[i] - 2 * off;
            gradient[i + 1] += 200 * bend;
        }
        return sum;
    }

    private static double logistic(double[] x, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            gradient[i] = .1 * x[i];
            sum += .05 * x[i] * x[i];
        }
        for (int k = 0; k < POINTS.length; k++) {
            double margin = -SIGNS[k] * (POINTS[k][0] * x[0] + POINTS[k][1] * x[1] + x[2]);
            double share = -SIGNS[k] / (1 + Math.exp(-margin));
            sum += Math.log1p(Math.exp(margin));
            gradient[0] += share * POINTS[k][0];
            gradient[1] += share * POINTS[k][1];
            gradient[2] += share;
        }
        return sum;
    }
}
