package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command line as a shell sees it. */
public final class Shell {
    /** What the program would keep for its user goes with the build. */
    private static final Path DATA = Path.of("target", "data-of-tests");

    private Shell() { }

    /** What a command printed, and how it ended. */
    public record Answer(int code, String out, String err) {
        /** Of a command that went well and had nothing to say beside. */
        public JsonNode json() throws IOException {
            assertEquals("", err);
            assertEquals(0, code);
            return new ObjectMapper().readTree(out);
        }

        public void refused(int wanted, String words) {
            assertEquals(wanted, code, out + err);
            assertEquals("", out);
            assertTrue(err.contains(words) && err.strip().lines().count() == 1, err);
        }
    }

    /** In a process of its own. */
    static ProcessBuilder program(Object... arguments) {
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp", System.getProperty("java.class.path"), "-Dnormscope.data=" + DATA.toAbsolutePath(),
            "org.normscope.Launcher"));
        for (Object argument : arguments) words.add(String.valueOf(argument));
        return new ProcessBuilder(words);
    }

    public static Answer run(Object... arguments) {
        return run((into, stops, shots) -> List.of(), arguments);
    }

    static Answer run(TourRenderer tour, Object[] arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(), err = new ByteArrayOutputStream();
        int code = NormScopeCommand.run(tour, DATA, new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
        return new Answer(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
