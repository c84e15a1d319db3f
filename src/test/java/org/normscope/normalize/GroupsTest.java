package org.normscope.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.tensor.Shape;

/** Group normalization where nobody says how many groups. */
class GroupsTest {
    private static final Parameter.Divisor GROUPS = new Parameter.Divisor("groups", 32);

    /** 37 has no divisors between; 1 and 2 leave no choice. */
    @ParameterizedTest
    @CsvSource({"256, 32", "64, 32", "96, 32", "32, 8", "16, 4", "24, 6", "8, 2", "6, 3", "33, 11", "74, 2", "37, 1",
        "31, 31", "2, 2", "1, 1"})
    void theUsualGroupsButNeverAnotherNormalizationInDisguise(int channels, int groups) {
        assertEquals(groups, GROUPS.unset(Shape.of(1, channels, 4, 4)));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 9, 12, 25, 32, 48, 62, 100, 116, 1000})
    void isInstanceOrLayerNormalizationOnlyWhereNothingElseDivides(int channels) {
        int groups = GROUPS.unset(Shape.of(1, channels, 4, 4));
        assertTrue(groups > 1 && groups < channels && channels % groups == 0, channels + " in " + groups);
    }
}
