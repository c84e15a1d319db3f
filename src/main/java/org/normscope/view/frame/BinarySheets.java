package org.normscope.view.frame;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.Stylesheet;

/**
 * Puts beside each style sheet of the program's jar what its parser makes of it. JavaFX looks for that first: a start
 * need not parse them, a twelfth of its processor time. Run by the build of a jar alone, so that a sheet in a folder of
 * classes is never older than its text.
 */
final class BinarySheets {
    private BinarySheets() { }

    /** @param arguments the jar, which is changed */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("sheets");
        Path text = folder.resolve("sheet.css"), binary = folder.resolve("sheet.bss");
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(arguments[0])); Stream<Path> all = Files.walk(
            jar.getPath("/org/normscope"))) {
            List<Path> sheets = all.filter(file -> file.toString().endsWith(".css")).toList();
            for (Path sheet : sheets) {
                Files.copy(sheet, text, StandardCopyOption.REPLACE_EXISTING);
                put(text, binary, sheet.resolveSibling(sheet.getFileName().toString().replace(".css", ".bss")));
            }
            Files.writeString(text, BaseSheet.kept());
            String room = "/" + BinarySheets.class.getPackageName().replace('.', '/');
            put(text, binary, jar.getPath(room, BaseSheet.BINARY));
        } finally {
            Files.deleteIfExists(text);
            Files.deleteIfExists(binary);
            Files.delete(folder);
        }
    }

    private static void put(Path text, Path binary, Path target) throws IOException {
        Stylesheet.convertToBinary(text.toFile(), binary.toFile());
        Files.copy(binary, target, StandardCopyOption.REPLACE_EXISTING);
    }
}
