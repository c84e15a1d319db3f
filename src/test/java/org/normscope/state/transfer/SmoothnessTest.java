package org.normscope.state.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.normscope.transfer.LossProbe;

/** What is said of the losses along the gradient, and the axis they lie on. */
class SmoothnessTest {
    private static List<LossProbe.Reading> turns(double... turns) {
        return DoubleStream.of(turns).mapToObj(turn -> new LossProbe.Reading(2, 1, 4, turn)).toList();
    }

    private static double gain(List<LossProbe.Reading> normed, List<LossProbe.Reading> plain) {
        return new Smoothness(.1, Double.NaN, normed, plain).gain();
    }

    @Test
    void aCliffDoesNotMakeTheAnswer() {
        assertEquals(3, gain(turns(1, 2, 2), turns(1e9, 6, 2)));
        assertEquals(2, gain(turns(1, 1, 1, 1), turns(1, 1, 3, 1e9)));
        assertEquals(5, gain(turns(1, 1, 1), turns(5)));
        assertEquals(Double.NaN, gain(turns(1), turns()));
    }

    @Test
    void theAxisIsLogarithmic() {
        LogScale scale = new Smoothness(.1, Double.NaN, turns(1, 10), turns(1000, 1e5))
            .scale(List.of(LossProbe.Reading::turn));
        assertEquals(new LogScale(1, 1e5), scale);
        assertEquals(.6, scale.share(1000), 1e-12);
        assertEquals(1000, scale.at(.6), 1e-9);
        assertEquals(6, scale.ticks(5).size());
        for (int i = 0; i < 6; i++) assertEquals(Math.pow(10, i), scale.ticks(5).get(i), 1e-6 * Math.pow(10, i));
    }

    @Test
    void zerosAndOneValueHaveAnAxisToo() {
        for (double[] values : new double[][] {{}, {0}, {3}, {0, 0}, {0, 5}, {1e-300, 1e300}}) {
            LogScale scale = LogScale.of(DoubleStream.of(values));
            assertTrue(scale.low() > 0 && scale.low() < scale.high(), scale.toString());
            for (double value : values) {
                assertTrue(scale.share(value) >= 0 && scale.share(value) <= 1, value + " on " + scale);
            }
        }
    }
}
