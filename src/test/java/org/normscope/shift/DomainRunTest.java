package org.normscope.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainRunTest {
    /** Wilson's interval is where the score test just accepts: |right / n - p| = z sqrt(p (1 - p) / n). */
    @ParameterizedTest
    @CsvSource({"10, 8", "167, 140", "3, 0", "24, 0", "5, 5", "24, 24", "1, 1"})
    void theEndsOfTheIntervalAreJustAccepted(int pictures, int right) {
        DomainRun run = new DomainRun(pictures, right, right, Map.of());
        double[] ends = run.confidence();
        assertTrue(0 <= ends[0] && ends[0] < ends[1] && ends[1] <= 1);
        assertEquals(right == 0, ends[0] == 0);
        assertEquals(right == pictures, ends[1] == 1);
        for (double p : ends) {
            double step = run.accuracy() - p, deviation = Math.sqrt(Math.max(0, p * (1 - p)) / pictures);
            assertEquals(1.96 * deviation, Math.abs(step), 1e-4);
        }
    }

    @Test
    void ofNoPicturesThereIsNoInterval() {
        double[] ends = new DomainRun(0, 0, 0, Map.of()).confidence();
        assertTrue(Double.isNaN(ends[0]) && Double.isNaN(ends[1]));
    }
}
