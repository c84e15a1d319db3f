package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.css.CssParser;
import javafx.css.Stylesheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinarySheetsTest {
    @TempDir
    private Path folder;

    @Test
    void eachSheetSaysInBinaryWhatItsTextSays() throws IOException {
        Path jar = folder.resolve("some.jar"), sheets = Path.of("src/main/resources");
        try (FileSystem made = FileSystems.newFileSystem(jar, Map.of("create", "true"));
             Stream<Path> all = Files.walk(sheets)) {
            for (Path sheet : all.filter(file -> file.toString().endsWith(".css")).toList()) {
                Path copy = made.getPath("/", sheets.relativize(sheet).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(sheet, copy);
            }
        }
        BinarySheets.main(new String[] {jar.toString()});
        int compared = 0;
        try (FileSystem made = FileSystems.newFileSystem(jar); Stream<Path> all = Files.walk(made.getPath("/"))) {
            List<Path> binaries = all.filter(file -> file.toString().endsWith(".bss")).toList();
            for (Path binary : binaries) {
                String name = binary.toString();
                Stylesheet parsed = name.endsWith("/" + BaseSheet.BINARY) ? new CssParser().parse(BaseSheet.kept())
                    : new CssParser().parse(sheets.resolve(name.substring(1).replace(".bss", ".css")).toUri().toURL());
                assertFalse(parsed.getRules().isEmpty(), name);
                assertEquals(rules(parsed), rules(Stylesheet.loadBinary(
                    URI.create("jar:" + jar.toUri() + "!" + name).toURL())), name);
                compared++;
            }
        }
        try (Stream<Path> all = Files.walk(sheets)) {
            assertEquals(1 + all.filter(file -> file.toString().endsWith(".css")).count(), compared);
        }
    }

    /** But for the values of borders: of several lines of a border the parser has no text that could be compared. */
    private static List<String> rules(Stylesheet sheet) {
        return sheet.getRules().stream().flatMap(rule -> rule.getDeclarations().stream().map(said -> rule.getSelectors()
            + " " + said.getProperty() + (said.getProperty().startsWith("-fx-border") ? ""
            : said.getParsedValue()))).toList();
    }
}
