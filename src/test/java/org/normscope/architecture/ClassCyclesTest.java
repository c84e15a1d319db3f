package org.normscope.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.normscope.architecture.cycle.Kind;
import org.normscope.architecture.cycle.OneKind;
import org.normscope.architecture.cycle.Tick;
import org.normscope.architecture.cycle.Tock;

/**
 * No file needs another one that needs it: each can be read after those that it names. What is no fault, and why, is
 * decision 0010.
 */
class ClassCyclesTest {
    private static final String HOUSE = "org.normscope.";
    /** Files in the middle of cycles that are meant, and why they are. */
    private static final Map<String, String> MEANT = new TreeMap<>(Map.ofEntries(
        Map.entry("normalize.Catalogue",
            "a list and what it lists: each normalization says itself what is to be known of it"),
        Map.entry("image.PictureFormat",
            "a table and what stands in its rows: readers and writers ask for the row"),
        Map.entry("onnx.Operators",
            "a table and what stands in its rows: what a node is, is in its operator's"),
        Map.entry("onnx.Node",
            "asks its operator's row, whose rules are about nodes"),
        Map.entry("onnx.Types",
            "found out by recursion: the rule of a type asks for the types before it"),
        Map.entry("onnx.Graph",
            "a value and its verbs, each in a file of its own"),
        Map.entry("onnx.shape.Shapes",
            "found out by recursion: the rule of a shape asks for the shapes before it"),
        Map.entry("patches.field.Sight",
            "one thing in two notations that become each other"),
        Map.entry("onnx.file.ExternalData",
            "a file and its parts: both know the most that the format holds"),
        Map.entry("image.PngStructure",
            "a file and its parts"),
        Map.entry("node.TreeNode",
            "what works and what it is handed to work with"),
        Map.entry("cli.NormScopeCommand",
            "a command and those in it, of which one asks for the rest"),
        Map.entry("state.normalize.Exports",
            "a model and verbs of it, in a file of their own")));

    private static final JavaClasses PROGRAM = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.normscope");

    @Test
    void noFileIsInACycle() {
        assertTrue(needs(PROGRAM).size() > 400, "the program is looked at");
        assertEquals(Set.of(), inCycles(needs(PROGRAM), MEANT.keySet()));
    }

    @Test
    void everyExceptionIsStillOne() {
        Map<String, Set<String>> needs = needs(PROGRAM);
        for (String hub : MEANT.keySet()) {
            Set<String> others = new HashSet<>(MEANT.keySet());
            others.remove(hub);
            assertTrue(inCycles(needs, others).contains(hub), hub + " is in no cycle any more");
        }
    }

    @Test
    void aCycleIsNoticedAndAKindMayMakeItsOwnKinds() {
        Map<String, Set<String>> needs = needs(new ClassFileImporter()
            .importClasses(Tick.class, Tock.class, Tock.Inner.class, Kind.class, OneKind.class));
        assertEquals(Set.of("architecture.cycle.Tick", "architecture.cycle.Tock"), inCycles(needs, Set.of()));
    }

    /** By file, with all that is nested in it; not what a kind needs of its own kinds, which it may make. */
    private static Map<String, Set<String>> needs(JavaClasses classes) {
        Map<String, Set<String>> needs = new TreeMap<>();
        for (JavaClass one : classes) {
            for (Dependency need : one.getDirectDependenciesFromSelf()) {
                JavaClass target = need.getTargetClass().getBaseComponentType();
                if (!classes.contain(target.getName()) || file(one).equals(file(target))) continue;
                boolean ownKind = classes.contain(HOUSE + file(target))
                    && classes.get(HOUSE + file(target)).isAssignableTo(HOUSE + file(one));
                if (ownKind) continue;
                needs.computeIfAbsent(file(one), file -> new TreeSet<>()).add(file(target));
            }
        }
        return needs;
    }

    private static String file(JavaClass one) {
        return one.getName().replaceAll("\\$.*", "").replace(HOUSE, "");
    }

    /** Those that come back to themselves, where some are left out. */
    private static Set<String> inCycles(Map<String, Set<String>> needs, Set<String> without) {
        Set<String> found = new TreeSet<>();
        for (String file : needs.keySet()) {
            Set<String> reached = new HashSet<>(without);
            Deque<String> next = new ArrayDeque<>(without.contains(file) ? Set.of() : needs.get(file));
            while (!next.isEmpty()) {
                String at = next.pop();
                if (reached.add(at)) next.addAll(needs.getOrDefault(at, Set.of()));
            }
            if (!without.contains(file) && reached.contains(file)) found.add(file);
        }
        return found;
    }
}
