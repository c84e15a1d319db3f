package org.normscope.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.normscope.onnx.Operators;

/**
 * What is known of operators stands in one table, {@link Operators}: elsewhere no collection is filled with their
 * names.
 * A single operator may be asked for where its own arithmetic is at hand, as the weights of a Conv.
 */
class OperatorNamesTest {
    private static final Path SOURCES = Path.of("src/main/java/org/normscope");
    private static final Pattern COLLECTION =
        Pattern.compile("\\b(?:Set|List|Map|Stream|Arrays)\\.(?:of|asList|ofEntries)\\(([^;]*)");
    private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z0-9]+)\"");

    @Test
    void noTableOfOperatorsStandsOutsideTheRoomOfOnnx() throws IOException {
        List<String> found = new ArrayList<>();
        int files = 0;
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            for (Path source : sources.filter(file -> file.toString().endsWith(".java")
                && !file.startsWith(SOURCES.resolve("onnx"))).toList()) {
                files++;
                tables(Files.readString(source)).forEach(table -> found.add(source + ": " + table));
            }
        }
        assertTrue(files > 100, "the sources are not where they were: " + files);
        assertEquals(List.of(), found);
    }

    @Test
    void aTableOutsideWouldBeNoticed() {
        assertEquals(1, tables("Set<String> pools = Set.of(\"MaxPool\",\n    \"AveragePool\");").size());
        assertEquals(1, tables("Map<String, String> brief = Map.of(\"Relu\", \"ReLU\");").size());
        assertEquals(0, tables("if (node.operator().equals(\"Conv\")) list = List.of(\"a\", \"b\");").size());
    }

    private static List<String> tables(String source) {
        List<String> tables = new ArrayList<>();
        Matcher collection = COLLECTION.matcher(source);
        while (collection.find()) {
            if (LITERAL.matcher(collection.group(1)).results().map(MatchResult::group)
                .anyMatch(OperatorNamesTest::isOperator)) {
                tables.add(collection.group().replaceAll("\\s+", " "));
            }
        }
        return tables;
    }

    private static boolean isOperator(String literal) {
        return Operators.known(literal.replace("\"", ""));
    }
}
