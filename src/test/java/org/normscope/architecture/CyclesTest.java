package org.normscope.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** No package needs another one that needs it. */
class CyclesTest {
    /** Every package a slice, those within packages, too. */
    private static final ArchRule NO_CYCLES = slices().matching("org.normscope.(**)").should().beFreeOfCycles();

    @Test
    void theProgramIsFreeOfCycles() {
        JavaClasses program = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.normscope");
        assertTrue(program.contain("org.normscope.flow.FeatureMapFlow")
            && program.contain("org.normscope.state.app.AppModel"));
        NO_CYCLES.check(program);
    }

    @Test
    void aCycleIsNoticed() {
        JavaClasses both = new ClassFileImporter().importClasses(org.normscope.architecture.cycle.There.class,
            org.normscope.architecture.cycle.back.Back.class);
        assertTrue(NO_CYCLES.evaluate(both).hasViolation());
    }
}
