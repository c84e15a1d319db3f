package org.normscope.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /** Where nothing else divides, it is said what it is then; by a number that is said, too. */
    @ParameterizedTest
    @CsvSource({"31, , in", "37, , ln", "7, , in", "32, , ", "32, 1, ln", "32, 32, in", "32, 4, "})
    void whatItIsInDisguise(int channels, @Nullable String groups, @Nullable String same) {
        Catalogue.Entry entry = Catalogue.entry("gn");
        Parameters set = groups == null ? Parameters.NONE : new Parameters(Map.of("groups", groups));
        assertEquals(Optional.ofNullable(same), Catalogue.disguised(entry, entry.create(set), channels)
            .map(Catalogue.Entry::id));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 9, 12, 25, 32, 48, 62, 100, 116, 1000})
    void isInstanceOrLayerNormalizationOnlyWhereNothingElseDivides(int channels) {
        int groups = GROUPS.unset(Shape.of(1, channels, 4, 4));
        assertTrue(groups > 1 && groups < channels && channels % groups == 0, channels + " in " + groups);
    }
}
