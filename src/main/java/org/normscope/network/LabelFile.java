package org.normscope.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Names of classes as people keep them: a name a line, with its number before it or none; a table with a column of
 * names; JSON, as a list, by number, or by name; a {@link LabelMap}. WordNet's ids
 * ("n01440764") are no names and are left out.
 */
final class LabelFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** As Python prints a dictionary: {0: 'tench', 1: "great white shark"}. */
    private static final Pattern PYTHON =
        Pattern.compile("(\\d+)\\s*:\\s*(?:'((?:[^'\\\\]|\\\\.)*+)'|\"((?:[^\"\\\\]|\\\\.)*+)\")");
    private static final Pattern QUOTED =
        Pattern.compile("'((?:[^'\\\\]|\\\\.)*+)',?|\"((?:[^\"\\\\]|\\\\.)*+)\",?");
    private static final Pattern NUMBERED = Pattern.compile("\"?(\\d+)\"?\\s*[:\\t,; ]\\s*(.+)");
    private static final Pattern WORDNET = Pattern.compile("^n\\d{8}(?:[\\s_,]+|$)");
    private static final List<String> NAMES =
        List.of("name", "label", "class", "class_name", "label_name", "display_name", "category", "names", "labels");
    private static final List<String> NUMBERS =
        List.of("index", "id", "class_id", "class_index", "idx", "number", "label_id", "category_id");
    /** Where JSON keeps its list of names among other things. */
    private static final List<String> WITHIN =
        List.of("labels", "names", "classes", "class_names", "categories", "id2label", "idx_to_class");

    /** As Ultralytics writes them: names: ['person', 'car']. */
    private static final Pattern YAML_LIST = Pattern.compile("(?m)^(?:" + String.join("|", WITHIN)
        + "):\\s*\\[([^\\]]*)\\]");

    private LabelFile() { }

    /**
     * @param name of the file: its ending tells tables from lists, and it stands in messages
     * @param outputs that are to be named
     * @return by output index
     * @throws BadSettingException where there are no names in it
     */
    static List<String> read(byte[] file, String name, int outputs) {
        String text = decoded(file, name);
        String lower = name.toLowerCase(Locale.ROOT);
        char separator = lower.endsWith(".csv") ? separator(text) : lower.endsWith(".tsv") ? '\t' : 0;
        List<String> labels = LabelMap.is(text) ? LabelMap.read(text, outputs)
            : separator == 0 ? written(text) : table(text, separator);
        if (labels.size() == 1 && outputs > 1) {
            // All in one line: names with commas in them stand in lines of their own.
            List<String> parted = Stream.of(text.strip().split("\\s*[,;]\\s*")).toList();
            if (parted.size() == outputs) return parted;
        }
        if (labels.isEmpty() || text.indexOf('\0') >= 0) throw new BadSettingException("network.labels.none", name);
        return labels;
    }

    /** UTF-8, or UTF-16 where its first two bytes say so; what else the letters may mean is not guessed. */
    private static String decoded(byte[] file, String name) {
        boolean wide = file.length > 1 && (file[0] & 255) + (file[1] & 255) == 0xFE + 0xFF
            && Math.max(file[0] & 255, file[1] & 255) == 0xFF;
        try {
            return (wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8).newDecoder().decode(ByteBuffer.wrap(file))
                .toString().replaceFirst("^\uFEFF", "");
        } catch (CharacterCodingException e) {
            throw new BadSettingException("network.labels.encoding", name);
        }
    }

    /** Names in a text of any of these kinds but a table; none where it is of none. */
    static List<String> written(String text) {
        String stripped = text.strip();
        if (stripped.startsWith("<")) return List.of(); // A web page, or XML.
        if (!stripped.startsWith("{") && !stripped.startsWith("[")) return lines(stripped);
        try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(stripped)) {
            List<JsonNode> all = values.readAll();
            return json(all.size() == 1 ? all.get(0) : JSON.createArrayNode().addAll(all));
        } catch (IOException e) {
            return python(stripped);
        }
    }

    /** Lines that all begin with a number are in any order; the others are in the outputs'. */
    private static List<String> lines(String text) {
        List<String> all = text.lines().map(String::strip).filter(line -> !line.isEmpty())
            .dropWhile(line -> line.startsWith("#")).toList();
        Matcher listed = YAML_LIST.matcher(text);
        if (listed.find()) return named(Stream.of(listed.group(1).split(",")).map(LabelFile::unquoted).toList());
        // YAML: a key, and behind it a list or a table; before and after it may stand others.
        List<String> below = below(all);
        List<String> lines = below.isEmpty() ? all : below.stream().map(line -> line.startsWith("- ")
            ? line.substring(2) : line).toList();
        Map<Integer, String> numbered = new TreeMap<>();
        for (String line : lines) {
            Matcher matcher = NUMBERED.matcher(line);
            if (matcher.matches() && matcher.group(1).length() < 8) {
                numbered.put(Integer.parseInt(matcher.group(1)), matcher.group(2));
            }
        }
        List<String> ordered = numbered.size() == lines.size() ? ordered(numbered) : List.of();
        return named((ordered.isEmpty() ? lines : ordered).stream().map(LabelFile::unquoted).toList());
    }

    /** The lines of a list or a table behind the first key that has one: names, where there is such a key. */
    private static List<String> below(List<String> lines) {
        int key = IntStream.range(0, lines.size() - 1).filter(i -> WITHIN.contains(lines.get(i).replaceFirst(":$", "")))
            .findFirst().orElse(lines.size() > 1 && lines.get(0).matches("\\w+:") ? 0 : -1);
        return key < 0 || !lines.get(key).endsWith(":") ? List.of() : lines.stream().skip(key + 1).takeWhile(line ->
            line.startsWith("- ") || NUMBERED.matcher(line).matches()).toList();
    }

    /** Without the quotes, and the comma behind them, of a line of a dictionary or a list. */
    private static String unquoted(String name) {
        Matcher quoted = QUOTED.matcher(name.strip());
        return !quoted.matches() ? name : unescaped(quoted.group(1) == null ? quoted.group(2) : quoted.group(1));
    }

    private static List<String> python(String text) {
        if (text.startsWith("[")) {
            List<String> names = new ArrayList<>();
            Matcher quoted = Pattern.compile("'((?:[^'\\\\]|\\\\.)*+)'|\"((?:[^\"\\\\]|\\\\.)*+)\"").matcher(text);
            while (quoted.find()) names.add(unescaped(quoted.group(1) == null ? quoted.group(2) : quoted.group(1)));
            return named(names);
        }
        Map<Integer, String> numbered = new TreeMap<>();
        Matcher entry = PYTHON.matcher(text);
        while (entry.find()) {
            if (entry.group(1).length() < 8) {
                numbered.put(Integer.parseInt(entry.group(1)),
                    unescaped(entry.group(2) == null ? entry.group(3) : entry.group(2)));
            }
        }
        return named(ordered(numbered));
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    private static List<String> json(JsonNode root) {
        for (String key : WITHIN) {
            JsonNode held = root.isObject() ? root.findValue(key) : null;
            if (held != null && held.isContainerNode()) return json(held);
        }
        Map<Integer, String> numbered = new TreeMap<>();
        if (root.isArray()) {
            for (JsonNode entry : root) numbered.put(number(entry, numbered.size()), name(entry));
        } else {
            root.properties().forEach(field -> {
                boolean byNumber = field.getKey().matches("\\d{1,7}");
                if (byNumber) numbered.put(Integer.parseInt(field.getKey()), name(field.getValue()));
                else if (field.getValue().isInt()) numbered.put(field.getValue().intValue(), field.getKey());
            });
        }
        if (numbered.containsValue("")) return List.of();
        // A list's own numbers may leave gaps, as COCO's do; how many names there are tells whether they fit.
        return named(root.isArray() ? List.copyOf(numbered.values()) : ordered(numbered));
    }

    private static int number(JsonNode entry, int otherwise) {
        for (String key : NUMBERS) if (entry.path(key).isInt()) return entry.path(key).intValue();
        return otherwise;
    }

    /** A text, the last text of a list as Keras has them, or a text under one of the usual keys; else empty. */
    private static String name(JsonNode entry) {
        if (entry.isTextual()) return entry.asText();
        if (entry.isArray() && !entry.isEmpty()) return name(entry.get(entry.size() - 1));
        for (String key : NAMES) if (entry.path(key).isTextual()) return entry.path(key).asText();
        return "";
    }

    private static char separator(String text) {
        String first = text.lines().findFirst().orElse("");
        if (first.indexOf(',') >= 0 && first.indexOf('\t') < 0) return ',';
        return first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : first.indexOf('|') >= 0 ? '|' : ',';
    }

    private static List<String> table(String text, char separator) {
        List<CSVRecord> rows = new ArrayList<>();
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator).setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true).setTrim(true).get();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            rows.addAll(parser.getRecords());
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return List.of();
        }
        if (rows.isEmpty()) return List.of();
        int names = column(rows.get(0), NAMES), numbers = column(rows.get(0), NUMBERS);
        if (names >= 0 || numbers >= 0) rows.remove(0);
        if (numbers < 0) numbers = numbers(rows);
        if (names < 0) names = names(rows, numbers);
        Map<Integer, String> numbered = new TreeMap<>();
        for (CSVRecord row : rows) {
            if (names >= row.size()) return List.of();
            boolean byNumber = numbers >= 0 && numbers < row.size() && row.get(numbers).matches("\\d{1,7}");
            numbered.put(byNumber ? Integer.parseInt(row.get(numbers)) : numbered.size(), row.get(names));
        }
        return numbered.size() == rows.size() ? named(ordered(numbered)) : List.of();
    }

    private static int column(CSVRecord header, List<String> titles) {
        for (String title : titles) {
            for (int i = 0; i < header.size(); i++) {
                if (header.get(i).toLowerCase(Locale.ROOT).replace(' ', '_').equals(title)) return i;
            }
        }
        return -1;
    }

    /** The first column that holds every number from 0 or 1 on once; -1 where none does. */
    private static int numbers(List<CSVRecord> rows) {
        for (int column = 0; column < rows.get(0).size() && rows.get(0).size() > 1; column++) {
            Map<Integer, String> found = new TreeMap<>();
            for (CSVRecord row : rows) {
                if (column < row.size() && row.get(column).matches("\\d{1,7}")) {
                    found.put(Integer.parseInt(row.get(column)), "x");
                }
            }
            if (found.size() == rows.size() && !ordered(found).isEmpty()) return column;
        }
        return -1;
    }

    /** The first column that holds neither numbers nor WordNet's ids. */
    private static int names(List<CSVRecord> rows, int numbers) {
        for (int column = 0; column < rows.get(0).size(); column++) {
            String first = rows.get(0).get(column);
            if (column != numbers && !first.matches("\\d+") && !first.matches("n\\d{8}")) return column;
        }
        return Math.max(0, rows.get(0).size() - 1);
    }

    /** By number, counted from 0 or from 1 without a gap; else none. */
    private static List<String> ordered(Map<Integer, String> numbered) {
        int first = numbered.isEmpty() ? -1 : numbered.keySet().iterator().next(), next = first;
        for (int number : numbered.keySet()) if (number != next++) return List.of();
        return first == 0 || first == 1 ? List.copyOf(numbered.values()) : List.of();
    }

    /** Without WordNet's ids, and with blanks where those stood before the name as one word: n01491361_tiger_shark. */
    private static List<String> named(List<String> labels) {
        boolean ids = !labels.isEmpty() && labels.stream().allMatch(label -> WORDNET.matcher(label).find());
        if (!ids) return labels.stream().map(String::strip).toList();
        return labels.stream().map(label -> {
            String name = WORDNET.matcher(label).replaceFirst("").strip();
            return name.isEmpty() ? label : name.replace('_', ' ');
        }).toList();
    }
}
