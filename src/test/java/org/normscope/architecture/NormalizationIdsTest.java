package org.normscope.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.normscope.normalize.Catalogue;

/**
 * What is to be known of a normalization stands in its entry of the {@link Catalogue}: no other room names one by its
 * id, to compare it or to look it up. Every string of the sources is looked at, as the compiler reads them; where the
 * same letters mean something else, {@link #MEANT} says what.
 */
class NormalizationIdsTest {
    private static final Path SOURCES = Path.of("src/main/java/org/normscope");
    private static final Set<String> IDS =
        Catalogue.entries().stream().map(Catalogue.Entry::id).collect(Collectors.toSet());

    /**
     * Strings that may stand where they stand.
     *
     * @param file   under {@link #SOURCES}
     * @param method the only one that may hold them; empty for all of the file
     */
    private record Meant(String file, String method, Set<String> literals, String why) {
        boolean covers(Found found) {
            return file.equals(found.file) && literals.contains(found.literal)
                && (method.isEmpty() || method.equals(found.method));
        }
    }

    private static final List<Meant> MEANT = List.of(
        new Meant("state/normalize/NormalizeSlice.java", "initial", Set.of("bn", "ln", "in", "gn", "lrn"),
            "the panes that the window opens with are a choice among the catalogue"),
        new Meant("Tour.java", "select", Set.of("bn"), "the tour tells of one of those panes"),
        new Meant("Tour.java", "", Set.of("sw"), "JavaFX's name for drawing in software"),
        new Meant("network/NamedLayer.java", "", Set.of("ibn-a", "bin"), "a kind of layer in manifests and networks"),
        new Meant("network/EmbeddedLayers.java", "", Set.of("ibn-a", "bin"), "a kind of layer in networks"),
        new Meant("onnx/file/ForeignFormat.java", "", Set.of("bin"), "the ending of a file of numbers"),
        new Meant("state/style/StyleInside.java", "", Set.of("bin"), "a kind of layer in manifests"),
        new Meant("state/style/StyleFiles.java", "", Set.of("in"), "a style network's input"),
        new Meant("shift/TwinRuns.java", "", Set.of("bn", "ln", "in", "gn", "lrn", "ibn-a", "ibn-b", "bin"),
            "networks in a table of results"),
        new Meant("view/shift/ComparedNames.java", "twin", Set.of("ibn-"), "networks by the beginning of their names"),
        new Meant("synthesis/tree/FeedForwardNodes.java", "", Set.of("adain"), "a node of the tree"),
        new Meant("cli/ShiftCommand.java", "", Set.of("cosine"), "a similarity in a table of results"),
        new Meant("state/shift/ShiftExports.java", "", Set.of("cosine"), "a similarity in a table of results"),
        new Meant("view/control/PlainFormula.java", "", Set.of("in"), "LaTeX's sign for an element of a set"));

    /** A string that names a normalization, or would if it meant one. */
    private record Found(String file, String method, long line, String literal) { }

    @Test
    void noRoomButTheCatalogueNamesANormalization() throws IOException {
        List<Found> found = found(sources());
        List<Found> wrong = found.stream()
            .filter(each -> MEANT.stream().noneMatch(meant -> meant.covers(each))).toList();
        assertEquals(List.of(), wrong, "ask the entry of the catalogue, or say in this test what else it means");
    }

    @Test
    void everyExceptionIsStillOne() throws IOException {
        List<Found> found = found(sources());
        for (Meant meant : MEANT) {
            Set<String> there = found.stream().filter(meant::covers).map(Found::literal).collect(Collectors.toSet());
            assertEquals(meant.literals, there, meant.file);
        }
    }

    @Test
    void anIdIsFoundHoweverItIsUsed() {
        assertEquals(List.of("bn"), literals("if (pane.normalization().equals(\"bn\")) { }"));
        assertEquals(List.of("lrn"), literals("boolean response = id.startsWith(\"lrn\");"));
        assertEquals(List.of("l2-"), literals("boolean norm = id.startsWith(\"l2-\");"));
        assertEquals(List.of("wn", "ws"), literals("switch (id) { case \"wn\", \"ws\": break; default: }"));
        assertEquals(List.of("gn"), literals("String id = \"g\\u006e\";"));
        assertEquals(List.of("bn, gn"), literals("String[] ids = \"bn, gn\".split(\",\\\\s\");"));
        assertEquals(List.of("cin"), literals("String id = \"\"\"\n    cin\"\"\";"));
    }

    @Test
    void otherWordsAreNot() {
        assertEquals(List.of(), literals("// \"bn\" in a comment\nString text = \"in the batch\" + \"inside\" + 'i';"));
        assertEquals(List.of(), literals("String name = \"BN\", key = \"pane.bn\";"));
        assertEquals(List.of(), literals("String dash = \"-\", comma = \", \", none = \"\";"));
    }

    private static List<String> literals(String statements) {
        JavaFileObject source = new SimpleJavaFileObject(URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
            @Override public CharSequence getCharContent(boolean ignored) {
                return "class A { void a() { " + statements + " } }";
            }
        };
        return found(List.of(source)).stream().map(Found::literal).toList();
    }

    private static List<JavaFileObject> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.startsWith(SOURCES.resolve("normalize"))).toList();
            assertTrue(all.size() > 300, "the sources are not where they were: " + all.size());
            List<JavaFileObject> objects = new ArrayList<>();
            ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)
                .getJavaFileObjectsFromPaths(all).forEach(objects::add);
            return objects;
        }
    }

    private static List<Found> found(List<JavaFileObject> sources) {
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
            .getTask(null, null, null, List.of("-proc:none"), null, sources);
        List<Found> found = new ArrayList<>();
        try {
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) new Scan(positions, unit, found).scan(unit, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Goes through one file; what is handed down is the method it is in. */
    private static final class Scan extends TreeScanner<Void, String> {
        private final SourcePositions positions;
        private final CompilationUnitTree unit;
        private final List<Found> found;

        Scan(SourcePositions positions, CompilationUnitTree unit, List<Found> found) {
            this.positions = positions;
            this.unit = unit;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, String outer) {
            return super.visitMethod(method, method.getName().toString());
        }

        @Override
        public Void visitLiteral(LiteralTree literal, String method) {
            if (literal.getValue() instanceof String text && names(text)) {
                String path = unit.getSourceFile().toUri().getPath();
                String mark = SOURCES + "/";
                String file = path.contains(mark) ? path.substring(path.indexOf(mark) + mark.length()) : path;
                long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, literal));
                found.add(new Found(file, method, line, text));
            }
            return null;
        }
    }

    /** An id, several with commas or spaces between them, or the beginning of ids up to a hyphen. */
    private static boolean names(String text) {
        Set<String> words = new HashSet<>(Arrays.asList(text.strip().split("[\\s,;|]+")));
        boolean begins = text.length() > 1 && text.endsWith("-") && IDS.stream().anyMatch(id -> id.startsWith(text));
        return begins || !words.isEmpty() && IDS.containsAll(words);
    }
}
