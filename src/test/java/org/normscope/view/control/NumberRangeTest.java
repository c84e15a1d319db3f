package org.normscope.view.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberRangeTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-5, 0.003, 1})
    void logarithmicComesBack(double value) {
        NumberRange range = NumberRange.logarithmic(1e-12, 1);
        assertEquals(value, range.valueAt(range.positionOf(value)), value * 1e-9);
    }

    @Test
    void logarithmicMiddleIsTheGeometricMean() {
        assertEquals(1e-6, NumberRange.logarithmic(1e-12, 1).valueAt(0.5), 1e-15);
    }

    @Test
    void logarithmicFromZeroReachesZero() {
        NumberRange range = NumberRange.logarithmic(0, 1);
        assertEquals(0, range.valueAt(0));
        assertEquals(0, range.positionOf(0));
    }

    @Test
    void linearClips() {
        NumberRange range = NumberRange.linear(-2, 2);
        assertEquals(0.5, range.positionOf(0));
        assertEquals(2, range.nearest(7));
        assertEquals(-2, range.valueAt(-1));
    }

    @Test
    void stepsTakeTheNearestAllowedValue() {
        NumberRange divisors = NumberRange.steps(1, 2, 3, 4, 6, 12);
        assertEquals(6, divisors.nearest(7));
        assertEquals(0.4, divisors.positionOf(3), 1e-12);
        assertEquals(4, divisors.valueAt(0.6));
        assertEquals(0.2, divisors.step(), 1e-12);
    }

    @Test
    void oneStepStandsAtTheLeft() {
        assertEquals(0, NumberRange.steps(5).positionOf(5));
        assertEquals(5, NumberRange.steps(5).valueAt(1));
    }
}
