package org.normscope.state.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StylePadTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void aCornerIsOneStyleAlone(int corners) {
        StylePad pad = new StylePad(corners);
        for (int i = 0; i < corners; i++) {
            List<Double> shares = pad.sharesAt(pad.places().get(i).x(), pad.places().get(i).y());
            for (int j = 0; j < corners; j++) assertEquals(i == j ? 1 : 0, shares.get(j), 1e-12);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void aPlaceComesBackFromItsShares(int corners) {
        StylePad pad = new StylePad(corners);
        for (double y = 0.1; y < 1; y += 0.2) {
            for (double x = 0.5 - 0.4 * y; x <= 0.5 + 0.4 * y; x += 0.1) {
                List<Double> shares = pad.sharesAt(x, y);
                assertEquals(1, shares.stream().mapToDouble(share -> share).sum(), 1e-12);
                assertEquals(x, pad.placeOf(shares).x(), 1e-12);
                if (corners > 2) assertEquals(y, pad.placeOf(shares).y(), 1e-12);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void besideThePadSharesStaySound(int corners) {
        for (double x = -3; x <= 4; x += 0.5) {
            for (double y = -3; y <= 4; y += 0.5) {
                List<Double> shares = new StylePad(corners).sharesAt(x, y);
                assertEquals(1, shares.stream().mapToDouble(share -> share).sum(), 1e-12);
                assertTrue(shares.stream().allMatch(share -> share >= 0), shares + " at " + x + ", " + y);
            }
        }
    }
}
