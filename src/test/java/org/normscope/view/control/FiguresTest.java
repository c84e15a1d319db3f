package org.normscope.view.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FiguresTest {
    /** Against decimal arithmetic, also where rounding makes one digit more before the point. */
    @Test
    void threeDigitsAreSignificant() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double value = Math.pow(10, 4 * random.nextDouble() - 1);
            assertEquals(rounded(value), Figures.plain(value));
            assertEquals("+" + rounded(value), Figures.signed(value));
        }
        for (double value : new double[] {0.9996, 9.996, 99.96, 0.9994, 9.994, 99.94}) {
            assertEquals("−" + rounded(value), Figures.plain(-value));
        }
    }

    private static String rounded(double value) {
        BigDecimal three = new BigDecimal(value).round(new MathContext(3));
        return three.setScale(Math.max(0, 3 - three.precision() + three.scale())).toPlainString();
    }
}
