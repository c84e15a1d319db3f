package org.normscope.normalize;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.normscope.normalize.Cases.Place;
import org.normscope.normalize.Catalogue.Comparison;
import org.normscope.normalize.Catalogue.Entry;
import org.normscope.normalize.Catalogue.Family;
import org.normscope.normalize.Catalogue.Measure;
import org.normscope.normalize.Catalogue.Need;
import org.normscope.tensor.Shape;
import org.normscope.text.Language;
import org.normscope.text.Messages;

/** What the entries say of their normalizations is what these do. */
class EntryTest {
    private static final Set<Measure> OF_MEANS = EnumSet.of(Measure.MOMENTS, Measure.PARTS, Measure.COVARIANCE,
        Measure.POOL, Measure.RUNNING);

    @Test
    void everyEntryHasANameAndEveryNameAnEntry() {
        Set<String> keys = new TreeSet<>(Catalogue.entries().stream().map(Entry::nameKey).toList());
        for (Language language : Language.values()) {
            assertEquals(keys, Messages.keys(language).stream().filter(key -> key.startsWith("norm.name."))
                .collect(Collectors.toCollection(TreeSet::new)), language.code());
        }
    }

    @Test
    void everyEntryStandsInOneFamily() {
        List<Entry> offered = Stream.of(Family.values()).flatMap(each -> Catalogue.entries(each).stream()).toList();
        assertEquals(Catalogue.entries().size(), offered.size());
        assertEquals(Set.copyOf(Catalogue.entries()), Set.copyOf(offered));
    }

    /** With maps only, those that need something refuse, with whatever is chosen; with everything, none does. */
    @Test
    void whatIsNeededIsNeeded() {
        Place everything = Cases.everything(new Random(3), 2, 6), bare = Place.of(everything.maps());
        int needy = 0;
        for (String[] each : Cases.all()) {
            Entry entry = Catalogue.entry(each[0]);
            Parameters set = parameters(each[1]);
            Normalization normalization = entry.create(set);
            String what = each[0] + " " + each[1];
            assertDoesNotThrow(() -> normalization.apply(everything), what);
            if (entry.needs(set).isEmpty()) {
                assertDoesNotThrow(() -> normalization.apply(bare), what);
            } else {
                needy++;
                assertThrows(NotApplicableException.class, () -> normalization.apply(bare), what);
                Place without = without(everything, entry.needs(set).iterator().next());
                assertThrows(NotApplicableException.class, () -> normalization.apply(without), what);
            }
        }
        assertTrue(needy >= 8, "only " + needy);
    }

    @Test
    void aConditionDecidesWhetherAStyleIsNeeded() {
        for (String id : List.of("cbn", "cin")) {
            assertEquals(Set.of(Need.STYLE), Catalogue.entry(id).needs(parameters("condition=style")), id);
            assertEquals(Set.of(), Catalogue.entry(id).needs(parameters("condition=0")), id);
        }
    }

    /** A mean is an ingredient just where one is measured; weights and patches are no cells. */
    @Test
    void measuresAgreeWithIngredients() {
        for (String[] each : Cases.all()) {
            Measure measure = Catalogue.entry(each[0]).measure(parameters(each[1]));
            if (measure == Measure.WEIGHTS || measure == Measure.PATCHES) continue;
            assertEquals(OF_MEANS.contains(measure),
                Cases.made(each[0], each[1]).ingredients().contains(Ingredient.MEAN), each[0] + " " + each[1]);
        }
    }

    /** Sums over windows are compared with another operator's, in a channel or between them, and no others. */
    @Test
    void windowsAreCompared() {
        for (Entry entry : Catalogue.entries()) {
            Shape maps = Shape.of(2, 64, 40, 1);
            CellBox box = entry.create(Parameters.NONE).partition().cellsOf(new Cell(0, 32, 20, 0), maps);
            CellBox next = entry.create(Parameters.NONE).partition().cellsOf(new Cell(0, box.c0(), box.y0(), 0), maps);
            Comparison expected = box.equals(next) ? null
                : box.c1() - box.c0() > 1 ? Comparison.CONVOLUTION : Comparison.AVERAGE_POOLING;
            assertEquals(expected, entry.comparison().orElse(null), entry.id());
        }
    }

    private static Parameters parameters(String setting) {
        if (setting.isEmpty()) return Parameters.NONE;
        String[] parts = setting.split("=");
        return Parameters.NONE.with(parts[0], parts[1]);
    }

    private static Place without(Place all, Need need) {
        Optional<RunningStatistics> none = Optional.empty();
        return switch (need) {
            case STYLE -> all.with(null, all.pool().orElseThrow(), all.residual().orElseThrow());
            case POOL -> all.with(all.style().orElseThrow(), null, all.residual().orElseThrow());
            case RESIDUAL -> all.with(all.style().orElseThrow(), all.pool().orElseThrow(), null);
            case RUNNING -> new Place(all.maps(), all.affine(), none, all.kernel(), all.input(), all.style(),
                all.pool(), all.residual());
            case KERNEL -> new Place(all.maps(), all.affine(), all.running(), Optional.empty(),
                Optional.empty(), all.style(), all.pool(), all.residual());
        };
    }
}
