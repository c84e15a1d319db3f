package org.normscope.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A name means one thing in the whole house: no two classes share it. */
class NamesTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.normscope");

    @Test
    void noTwoClassesShareAName() {
        List<String> names = PROGRAM.stream().filter(JavaClass::isTopLevelClass).map(JavaClass::getName)
            .filter(name -> !name.endsWith(".package-info")).toList();
        assertTrue(names.contains("org.normscope.tensor.Tensor"));
        assertEquals(Map.of(), shared(names));
    }

    @Test
    void sharedNamesAreNoticed() {
        assertEquals(Map.of("Drift", List.of("a.Drift", "b.Drift")), shared(List.of("a.Drift", "b.Drift", "b.Other")));
        assertEquals(Map.of(), shared(List.of("a.Drift", "a.DriftStage", "b.Drifts")));
    }

    /** By simple name. */
    private static Map<String, List<String>> shared(List<String> names) {
        Map<String, List<String>> bearers = names.stream().sorted()
            .collect(Collectors.groupingBy(name -> name.substring(name.lastIndexOf('.') + 1), TreeMap::new,
                Collectors.toCollection(ArrayList::new)));
        bearers.values().removeIf(all -> all.size() == 1);
        return bearers;
    }
}
