package org.normscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.PictureSource;

/** Where the system is set to ASCII, a file of another name is skipped and told, and the start sets it otherwise. */
@EnabledOnOs(OS.LINUX)
class ForeignNamesTest {
    private static final String SAID = "a name of letters that this system’s language setting cannot write; start "
        + "NormScope with LC_ALL=C.UTF-8";

    @TempDir
    Path folder;

    private String[] run(int code, Object... words) throws IOException, InterruptedException {
        ProcessBuilder program = Shell.program(words);
        program.environment().put("LC_ALL", "C");
        Process process = program.redirectError(folder.resolve("err").toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = Files.readString(folder.resolve("err"));
        assertEquals(code, process.waitFor(), err);
        return new String[] {out, err};
    }

    @Test
    void oneOfAFolderIsSkipped() throws IOException, InterruptedException {
        byte[] cat = PictureSource.bytes("builtin:photos/cat");
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        for (String name : new String[] {"a.jpg", "ü.jpg"}) Files.write(pictures.resolve(name), cat);
        String[] said = run(0, "classify", "builtin:twin-bn", pictures);
        assertTrue(said[0].startsWith(pictures.resolve("a.jpg") + ": "), said[0]);
        assertTrue(said[1].startsWith("normscope classify: skipped: ") && said[1].strip().endsWith(SAID), said[1]);
        Path index = folder.resolve("i.db");
        assertTrue(run(0, "index", "--model", "builtin:twin-bn", "--corpus", pictures, "--layers", "stem", "--out",
            index)[0].contains("1 pictures (1 new, 0 removed), 1 skipped"));
    }

    @Test
    void oneThatIsSaidIsToldOf() throws IOException, InterruptedException {
        assertTrue(run(2, "classify", "builtin:twin-bn", "ü.jpg")[1].contains(SAID));
        assertTrue(run(2, "paint", "--node", "oil", "--content", "builtin:photos/cat", "--out", "ü.png")[1]
            .contains(SAID));
        assertTrue(run(1, "layers", "ü.onnx")[1].contains(SAID));
    }

    @Test
    void theStartSetsUtf8() throws IOException {
        ProcessBuilder start = new ProcessBuilder("bash", "-c", ". installer/setup.sh; with_letters; "
            + "echo $LC_ALL");
        start.environment().put("LC_ALL", "POSIX");
        assertEquals("C.UTF-8", new String(start.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .strip());
        start.environment().put("LC_ALL", "C.UTF-8");
        assertEquals("C.UTF-8", new String(start.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .strip());
    }
}
