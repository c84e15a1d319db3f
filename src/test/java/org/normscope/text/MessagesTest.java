package org.normscope.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every word stands in both languages, is used, and is there where it is used. */
class MessagesTest {
    /** A whole key, or the beginning of keys that end in a computed name: "operator.". */
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-zA-Z0-9]*(?:\\.[a-zA-Z0-9-]+)*\\.?)\"");

    private final Set<String> english = Messages.keys(Language.ENGLISH);
    private final Set<String> chinese = Messages.keys(Language.CHINESE);

    @Test
    void bothLanguagesSayTheSameThings() {
        assertEquals("", lines(minus(english, chinese)), "missing in messages_zh.properties");
        assertEquals("", lines(minus(chinese, english)), "missing in messages_en.properties");
    }

    /** "builtin" is said to the command line; who reads it in the window has nowhere to write it. */
    @Test
    void nobodyIsToldToWriteWordsOfTheCommandLine() {
        for (Language language : Language.values()) {
            assertEquals(Set.of(), Messages.keys(language).stream().filter(key -> !key.startsWith("cli."))
                .filter(key -> Messages.get(language, key).matches("(?s).*\\bbuiltin\\b.*")).collect(
                    Collectors.toSet()));
        }
    }

    /** Of two lines the last would be said, and nobody would know which one to change. */
    @Test
    void noKeyStandsTwice() throws IOException {
        for (Language language : Language.values()) {
            Path file = Path.of("src/main/resources/org/normscope/text/messages_" + language.code() + ".properties");
            Set<String> seen = new TreeSet<>(), twice = new TreeSet<>();
            Files.readAllLines(file).stream().filter(line -> line.matches("[a-z].*=.*"))
                .map(line -> line.substring(0, line.indexOf('='))).filter(key -> !seen.add(key)).forEach(twice::add);
            assertEquals(Messages.keys(language), seen);
            assertEquals("", lines(twice), file.toString());
        }
    }

    @Test
    void everyMessageIsUsed() {
        Set<String> literals = literals();
        Set<String> unused = english.stream().filter(key -> !literals.contains(key))
            .filter(key -> literals.stream().noneMatch(literal -> literal.endsWith(".") && key.startsWith(literal)))
            .collect(Collectors.toCollection(TreeSet::new));
        assertEquals("", lines(unused), "no class says this; remove these lines from both files");
    }

    @Test
    void everyUsedKeyHasAText() {
        Set<String> rooms = english.stream().filter(key -> key.contains("."))
            .map(key -> key.substring(0, key.indexOf('.'))).collect(Collectors.toSet());
        Pattern said = Pattern.compile(
            "(?:Exception|Fault|say|text|message|get|key)\\((?:\\w+, "
                + ")?\"([a-z][a-zA-Z0-9]*\\.[a-zA-Z0-9.-]*[a-zA-Z0-9])\"");
        Set<String> missing = new TreeSet<>();
        sources().forEach(source -> {
            Matcher match = said.matcher(source);
            while (match.find()) {
                String key = match.group(1);
                if (rooms.contains(key.substring(0, key.indexOf('.'))) && !english.contains(key)) missing.add(key);
            }
        });
        assertEquals("", lines(missing), "paste into both files and complete");
    }

    @Test
    void bothLanguagesTakeTheSameArguments() {
        for (String key : english) {
            assertEquals(arguments(Language.ENGLISH, key), arguments(Language.CHINESE, key), key);
        }
    }

    /** "1 norms": what is counted takes its form by a choice, where it may be one. */
    @Test
    void oneThingIsToldAsOne() {
        Set<String> many = Set.of("cli.epochs", "drop.folder.some", "drop.picture.tried", "network.feed.shape",
            "pane.reach.styled", "pane.reach.styled.by", "pictures.unread", "session.lost.several",
            "shift.results.epochs", "transfer.map.many");
        Pattern counted = Pattern.compile("(?<![<×] ?)\\{\\d(,number[^}]*)?\\} "
            + "(pictures|layers|norms|networks|patches|epochs|pairs|things|cells)\\b");
        assertEquals(many, english.stream()
            .filter(key -> counted.matcher(pattern(Language.ENGLISH, key)).find()).collect(Collectors.toSet()));
        assertEquals("a · 1 layer · 0 norms", Messages.get(Language.ENGLISH, "networks.summary", "a", 1, 0));
    }

    @Test
    void chineseIsChinese() {
        Set<String> names = Set.of("app.name");
        Set<String> latin = chinese.stream().filter(key -> !names.contains(key))
            .filter(key -> pattern(Language.CHINESE, key).equals(pattern(Language.ENGLISH, key)))
            .filter(key -> pattern(Language.ENGLISH, key).matches(".*[A-Za-z]{4,} +[a-z]{2,}.*"))
            .collect(Collectors.toCollection(TreeSet::new));
        assertEquals("", lines(latin), "not translated");
    }

    @Test
    void theSearchFindsKeys() {
        assertTrue(english.contains("app.name") && literals().contains("app.name"), "a key that is said is not found");
        assertFalse(literals().contains("no.class.says.this"));
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static String lines(Set<String> keys) {
        return keys.stream().map(key -> key + "=").collect(Collectors.joining("\n"));
    }

    private static int arguments(Language language, String key) {
        return new MessageFormat(pattern(language, key), language.locale()).getFormatsByArgumentIndex().length;
    }

    private static String pattern(Language language, String key) {
        return Messages.pattern(language, key);
    }

    private static Set<String> literals() {
        Set<String> found = new TreeSet<>();
        sources().forEach(source -> {
            Matcher match = LITERAL.matcher(source);
            while (match.find()) found.add(match.group(1));
        });
        return found;
    }

    private static Stream<String> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).map(MessagesTest::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
