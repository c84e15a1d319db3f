package org.normscope.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The row in docs/how-to/new-operator.md is all that an operator takes: the table compiles with it, and tells it. */
class NewOperatorTest {
    private static final Path PAGE = Path.of("docs/how-to/new-operator.md"),
        TABLE = Path.of("src/main/java/org/normscope/onnx/Operators.java");
    /** Where the row goes: among those that act cell by cell. */
    private static final String AMONG = "private static Stream<Operator> activations() {\n        return Stream.of(\n";

    @Test
    void oneRowIsAll(@TempDir Path folder) throws Exception {
        Matcher row = Pattern.compile("(?m)^ {4}(row\\(\"(\\w+)\".*)$").matcher(Files.readString(PAGE));
        assertTrue(row.find());
        assertFalse(Operators.known(row.group(2)), "the page tells of an operator that is there already");
        String table = Files.readString(TABLE);
        assertTrue(table.contains(AMONG));
        Path source = folder.resolve("OperatorsAndOne.java");
        Files.writeString(source, table.replace(AMONG, AMONG + row.group(1) + ",\n")
            .replaceAll("\\bOperators\\b", "OperatorsAndOne"));
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-cp",
            System.getProperty("java.class.path"), "-d", folder.toString(), source.toString()));
        Class<?> made = MethodHandles.lookup()
            .defineClass(Files.readAllBytes(folder.resolve("org/normscope/onnx/OperatorsAndOne.class")));
        Operator told = (Operator) made.getMethod("of", String.class).invoke(null, row.group(2));
        assertEquals(Operator.Kind.ACTIVATION, told.kind());
        assertEquals(Footprint.ITSELF, told.footprint());
        assertEquals("Sq+", told.brief());
        assertEquals(Operators.names().count() + 1,
            ((Stream<?>) made.getMethod("names").invoke(null)).count());
    }
}
