package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in a process of its own, whose standard output takes nothing. */
@EnabledOnOs(OS.LINUX)
class CutAnswerTest {
    private static String said(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodes", "nodes --json", "layers --help"})
    void aFullDiskIsAFailure(String line) throws IOException, InterruptedException {
        Process process = Shell.program(line.split(" ")).redirectOutput(new File("/dev/full")).start();
        String err = said(process);
        assertEquals(NormScopeCommand.FAILED, process.waitFor(), err);
        assertTrue(err.startsWith("normscope: the answer could not be written to standard output, and is cut: "), err);
        assertEquals(1, err.lines().count(), err);
    }

    /** As of a "head" that has read enough. */
    @Test
    void aReaderThatHasEnoughIsNoFailure() throws IOException, InterruptedException {
        Process process = Shell.program("nodes", "--json").start();
        process.getInputStream().close();
        assertEquals("", said(process));
        assertEquals(0, process.waitFor());
    }
}
