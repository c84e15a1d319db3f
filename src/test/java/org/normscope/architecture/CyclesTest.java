package org.normscope.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No package of the pure core needs another one that needs it. */
class CyclesTest {
    /** Every package a slice, those within packages, too. */
    private static final ArchRule NO_CYCLES = slices().matching("org.normscope.(**)").should().beFreeOfCycles();

    @Test
    void thePureCoreIsFreeOfCycles() {
        JavaClasses pure = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(place -> !place.matches(Pattern.compile(".*/normscope/(cli|state|view|[A-Z]).*")))
            .importPackages("org.normscope");
        assertTrue(pure.contain("org.normscope.flow.FeatureMapFlow") && !pure.contain("org.normscope.state.Settings"));
        NO_CYCLES.check(pure);
    }

    @Test
    void aCycleIsNoticed() {
        JavaClasses both = new ClassFileImporter().importClasses(org.normscope.architecture.cycle.There.class,
            org.normscope.architecture.cycle.back.Back.class);
        assertTrue(NO_CYCLES.evaluate(both).hasViolation());
    }
}
