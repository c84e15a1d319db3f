package org.normscope;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the scripts of installer/ start the JVM: a script that plays the JVM shows what reaches it and what comes out.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisabledOnOs(OS.WINDOWS)
class StartTest {
    private static final String WARNING = "WARNING: Using incubator modules: jdk.incubator.vector";

    @TempDir
    Path jdk;
    /**
     * Standard error of the script started last, up to its end: Java's own pipe is closed when the process has ended.
     */
    private InputStream errors;

    @BeforeEach
    void aJdkWithTheModule() throws IOException {
        Files.createDirectory(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "MODULES=\"java.base jdk.incubator.vector\"\n");
    }

    /** The script's process, with this as java. */
    private Process started(String java, String... arguments) throws IOException {
        Path file = jdk.resolve("bin/java");
        Files.writeString(file, "#!/usr/bin/env bash\n" + java);
        assertTrue(file.toFile().setExecutable(true));
        return script(jdk.resolve("bin"), arguments);
    }

    private Process script(Path bin, String... arguments) throws IOException {
        List<String> command =
            new ArrayList<>(List.of("bash", "-c", "set -euo pipefail; . installer/setup.sh; start \"$@\"", "start"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().merge("PATH", bin + ":", (path, first) -> first + path);
        Path pipe = jdk.resolve("errors" + System.identityHashCode(command));
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().onExit().join().exitValue());
        CompletableFuture<InputStream> opened = CompletableFuture.supplyAsync(() -> opened(pipe));
        Process script = builder.redirectError(pipe.toFile()).start();
        errors = opened.join();
        return script;
    }

    private static InputStream opened(Path pipe) {
        try {
            return Files.newInputStream(pipe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String all(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void onlyTheWarningIsTakenOut() throws Exception {
        Process script = started("echo 'Picked up JAVA_TOOL_OPTIONS: -ea' >&2; echo '" + WARNING + "' >&2; echo out; "
            + "printf 'one\\n\\n  two\\\\t\\n\\377\\000 " + WARNING + "\\n" + WARNING + "\\nno end' >&2; exit 7");
        assertEquals("out\n", all(script.getInputStream()));
        assertEquals("Picked up JAVA_TOOL_OPTIONS: -ea\none\n\n  two\\t\n\u00ff\0 " + WARNING
            + "\n" + WARNING + "\nno end",
            all(errors));
        assertEquals(7, script.waitFor());
    }

    @Test
    void whatAJvmSaysThatDoesNotStartIsAllThere() throws Exception {
        Process script = started("printf 'Error occurred during initialization of VM\\nno room' >&2; exit 1");
        assertEquals("Error occurred during initialization of VM\nno room", all(errors));
        assertEquals(1, script.waitFor());
    }

    /** The line without an end is read before the JVM goes on, which it does once its standard input is closed. */
    @Test
    void nothingWaitsForTheEndOfALine() throws Exception {
        Process script = started("echo '" + WARNING
            + "' >&2; printf '3 of 9' >&2; read -r line || true; echo \" $line\" >&2");
        assertArrayEquals("3 of 9".getBytes(StandardCharsets.US_ASCII), errors.readNBytes(6));
        assertTrue(script.isAlive());
        script.getOutputStream().write("go on\n".getBytes(StandardCharsets.US_ASCII));
        script.getOutputStream().close();
        assertEquals(" go on\n", all(errors));
        assertEquals(0, script.waitFor());
    }

    @Test
    void aSignalToTheScriptReachesTheJvmAndItsLastWordsPass() throws Exception {
        Process script = started("trap 'echo ended >&2; exit 9' TERM; echo '" + WARNING + "' >&2; echo ready; "
            + "while true; do read -r line || true; done");
        assertEquals("ready\n", new String(script.getInputStream().readNBytes(6), StandardCharsets.US_ASCII));
        script.toHandle().destroy();
        assertEquals("ended\n", all(errors));
        assertEquals(9, script.waitFor());
    }

    @Test
    void aSignalThatTheJvmDoesNotCatchIsTheScriptsEnd() throws Exception {
        Process script = started("kill -KILL $$");
        assertEquals(128 + 9, script.waitFor());
    }

    @Test
    void theModuleIsAskedForWhereItIsThere() throws Exception {
        String java = "printf '[%s]' \"$@\"; echo '" + WARNING + "' >&2";
        assertEquals("[--add-modules][jdk.incubator.vector][-cp][a b]",
            all(started(java, "-cp", "a b").getInputStream()));
        Files.writeString(jdk.resolve("release"), "MODULES=\"java.base\"\n");
        assertEquals("[-cp][a b]", all(started(java, "-cp", "a b").getInputStream()));
    }

    @Test
    void aRealJvmHasTheVectorsAndSaysNothingOfThem() throws Exception {
        Process script = script(Path.of(System.getProperty("java.home"), "bin"), "-cp",
            System.getProperty("java.class.path"), Modules.class.getName());
        String said = all(script.getInputStream());
        assertEquals("", all(errors));
        assertEquals(0, script.waitFor());
        assertEquals("true", said);
    }

    /** Whether the module of vectors is there. */
    static final class Modules {
        private Modules() { }

        public static void main(String[] arguments) {
            System.out.print(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
        }
    }
}
