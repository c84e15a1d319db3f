package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.normscope.patches.Corpus;
import org.normscope.patches.FolderCorpus;
import org.normscope.state.desk.Dropped;
import org.normscope.view.control.FileAsker;

/** What asks for pictures, looks for them and writes them agrees, since all of it asks the formats. */
class PictureFormatTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(PictureFormat.class)
    void everyFormatHasItsDecoderAndItsEndings(PictureFormat format) {
        assertTrue(ImageIO.getImageReadersByFormatName(format.plugin()).hasNext(), format + " is not read");
        for (String ending : format.endings()) {
            assertEquals(format, PictureFormat.named("a.b." + ending.toUpperCase(Locale.ROOT)).orElseThrow());
        }
    }

    @ParameterizedTest
    @CsvSource({"rgb.jpg, JPEG", "rgb.png, PNG", "rgb.gif, GIF", "rgb.bmp, BMP", "rgb.webp, WEBP", "lossy.webp, WEBP",
        "rgb.tif, TIFF"})
    void filesAreKnownByTheirBytesWhateverTheyAreCalled(String name, PictureFormat format) throws IOException {
        byte[] bytes = golden(name);
        assertEquals(format, PictureFormat.of(bytes).orElseThrow());
        assertEquals("24 x 16", size(PictureFile.read(Files.write(folder.resolve("picture.txt"), bytes))));
    }

    @Test
    void whatIsWrittenIsWhatTheNameSays() {
        Pixels picture = new Pixels(3, 2, new int[6]);
        for (PictureFormat format : PictureFormat.values()) {
            Path file = folder.resolve(format.file("picture").toUpperCase(Locale.ROOT));
            PictureFile.write(picture, Map.of("Title", "three by two"), file);
            byte[] bytes = PictureFile.bytes(file);
            assertEquals(format.isWritten() ? format : PictureFormat.PNG, PictureFormat.of(bytes).orElseThrow());
            assertEquals("three by two", PictureTexts.of(bytes).get("Title"));
            assertEquals("3 x 2", size(PictureFile.read(file)));
        }
    }

    @Test
    void dialogsAndFoldersTakeTheSameFiles() throws IOException {
        for (String ending : endings()) Files.createFile(folder.resolve("picture." + ending));
        for (String ending : endings()) Files.createFile(folder.resolve("PICTURE." + ending.toUpperCase(Locale.ROOT)));
        Files.createFile(folder.resolve("text.txt"));
        Files.createFile(folder.resolve("png"));
        TreeSet<String> found = new FolderCorpus(folder).entries().stream().map(Corpus.Entry::name)
            .map(name -> "*" + name.substring(name.lastIndexOf('.'))).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(found, new TreeSet<>(FileAsker.Kind.PICTURE.endings()));
        for (FileAsker.Kind kind : List.of(FileAsker.Kind.ANYTHING, FileAsker.Kind.INPUT)) {
            assertTrue(kind.endings().containsAll(found), kind.name());
        }
        assertTrue(FileAsker.Kind.INPUT.endings().contains("*.npy"));
        assertTrue(FileAsker.Kind.ANYTHING.endings().containsAll(FileAsker.Kind.LABELS.endings()));
        for (String glob : FileAsker.Kind.LABELS.endings()) {
            assertTrue(Dropped.isOfLabels(Path.of("names" + glob.substring(1))), glob);
        }
        assertTrue(FileAsker.Kind.LABELS.endings().contains("*.yaml"), "taken where it is dropped");
    }

    @Test
    void dialogsSaveWhatIsWritten() {
        TreeSet<String> written = new TreeSet<>(Arrays.asList(PictureFormat.globs(List.of(),
            Stream.of(PictureFormat.values()).filter(PictureFormat::isWritten).toArray(PictureFormat[]::new))));
        assertEquals(written, new TreeSet<>(FileAsker.Kind.SAVED_PICTURE.endings()));
        assertTrue(FileAsker.Kind.SESSION_OR_PAINTED.endings().containsAll(written));
        assertTrue(written.containsAll(FileAsker.Kind.PNG.endings()));
    }

    /** A second list of endings would soon be another one; how the formats themselves are built is their own. */
    @Test
    void noOtherListOfEndings() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).sorted().toList()) {
                if (file.getFileName().toString().matches("PictureFormat.java|\\w+Structure.java")) continue;
                for (String literal : literals(Files.readString(file))) found.add(file.getFileName() + ": " + literal);
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void theGuardSeesWhatItGuardsAgainst() throws IOException {
        assertEquals(List.of("*.PNG"), literals("dialog(\"*.PNG\");"));
        assertEquals(List.of("jpeg"), literals("Set.of(\"jpeg\", \"heic-like\")"));
        assertEquals(List.of("(?i).*\\\\.jpe?g"), literals("name.matches(\"(?i).*\\\\.jpe?g\")"));
        assertEquals(List.of("-x.webp"), literals("stem + \"-x.webp\""));
        assertEquals(List.of(), literals("/** Content: \"cat.png\". */\n @Option(paramLabel = \"FILE.png\")\n"
            + "key(\"fileKind.png\")"));
    }

    private static Properties messages() throws IOException {
        Properties messages = new Properties();
        try (var file = PictureFormatTest.class.getResourceAsStream("/org/normscope/text/messages_en.properties")) {
            messages.load(file);
        }
        return messages;
    }

    /** Those that name a picture's ending, but for comments, the command line's help and keys of messages. */
    private static List<String> literals(String source) throws IOException {
        Pattern ending = Pattern.compile("(?i)(.*\\.)?(" + String.join("|", endings()) + ")|.*jpe\\?g.*");
        Properties messages = messages();
        List<String> found = new ArrayList<>();
        for (String line : source.lines().toList()) {
            if (line.strip().matches("(/?\\*|//).*") || line.contains("paramLabel")) continue;
            Matcher literal = LITERAL.matcher(line);
            while (literal.find()) {
                String text = literal.group(1);
                if (ending.matcher(text).matches() && !messages.containsKey(text)) found.add(text);
            }
        }
        return found;
    }

    private static List<String> endings() {
        return Stream.of(PictureFormat.values()).flatMap(format -> format.endings().stream()).toList();
    }

    private static String size(Pixels picture) {
        return picture.width() + " x " + picture.height();
    }

    private static byte[] golden(String name) throws IOException {
        try (var file = PictureFormatTest.class.getResourceAsStream("read/" + name)) {
            return file.readAllBytes();
        }
    }
}
