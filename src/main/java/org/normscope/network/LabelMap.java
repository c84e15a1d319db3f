package org.normscope.network;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * TensorFlow's label maps (.pbtxt, StringIntLabelMap in the text format of Protocol Buffers): {@code item { id: 1 name:
 * 'n02084071' display_name: 'dog' }}, in any order. Numbers begin at 1, since 0 is what is none of them, and may leave
 * gaps.
 */
final class LabelMap {
    private static final Pattern BEGINNING = Pattern.compile("\\A(?:#[^\\n]*+|\\s)*+item\\s*:?\\s*[{<]");
    private static final Pattern TOKEN = Pattern.compile(
        "#[^\\n]*+|'((?:[^'\\\\\\n]|\\\\.)*+)'|\"((?:[^\"\\\\\\n]|\\\\.)*+)\"|([\\w.+-]++)|[{}<>]");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{1,3}|[xX][0-9a-fA-F]{1,2}|.)");
    private static final String ESCAPED = "ntr", MEANT = "\n\t\r", BACKGROUND = "background";
    /** As TensorFlow and PyTorch call numbers that were left out. */
    private static final String LEFT_OUT = "N/A";

    private LabelMap() { }

    static boolean is(String text) {
        return BEGINNING.matcher(text).lookingAt();
    }

    /**
     * @param outputs of the network, which tell whether one of them is what is none of these, and whether it counts
     *                what the numbers leave out
     * @return by output index
     */
    static List<String> read(String text, int outputs) {
        SortedMap<Integer, String> named = items(text);
        if (named.isEmpty()) return List.of();
        int last = named.lastKey();
        if (outputs != last && outputs != last + 1 && (outputs == named.size() || outputs == named.size() + 1)) {
            List<String> dense = new ArrayList<>(named.values());
            if (outputs > dense.size()) dense.add(0, BACKGROUND);
            return dense;
        }
        int first = named.firstKey() == 0 || outputs == last + 1 ? 0 : 1;
        return IntStream.rangeClosed(first, last).mapToObj(number -> named.getOrDefault(number, number == 0 ? BACKGROUND
            : LEFT_OUT)).toList();
    }

    /** What stands in items directly; other messages in them, as of keypoints, have ids of their own. */
    private static SortedMap<Integer, String> items(String text) {
        SortedMap<Integer, String> named = new TreeMap<>();
        Matcher token = TOKEN.matcher(text);
        int depth = 0, id = 0;
        String key = "", name = "", shown = "";
        while (token.find()) {
            String word = token.group(3), quoted = token.group(1) != null ? token.group(1) : token.group(2);
            if (token.group().startsWith("{") || token.group().startsWith("<")) {
                if (depth++ == 0) {
                    id = 0;
                    name = shown = "";
                }
            } else if (token.group().startsWith("}") || token.group().startsWith(">")) {
                String said = shown.isEmpty() ? name : shown;
                if (--depth == 0 && !said.isEmpty()) named.put(id, said);
            } else if (depth == 1 && quoted != null) {
                if (key.equals("name")) name += unescaped(quoted);
                if (key.equals("display_name")) shown += unescaped(quoted);
            } else if (depth == 1 && word != null) {
                if (key.equals("id") && word.matches("\\d{1,7}")) id = Integer.parseInt(word);
                key = word;
            }
        }
        return named;
    }

    /** Bytes by their octal or hexadecimal numbers, as letters beyond ASCII are written. */
    private static String unescaped(String quoted) {
        if (quoted.indexOf('\\') < 0) return quoted;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher escape = ESCAPE.matcher(quoted);
        int at = 0;
        for (; escape.find(); at = escape.end()) {
            bytes.writeBytes(quoted.substring(at, escape.start()).getBytes(StandardCharsets.UTF_8));
            String said = escape.group(1);
            int known = ESCAPED.indexOf(said);
            if (said.matches("[0-7]+")) bytes.write(Integer.parseInt(said, 8));
            else if (said.matches("[xX].+")) bytes.write(Integer.parseInt(said.substring(1), 16));
            else if (known >= 0) bytes.write(MEANT.charAt(known));
            else bytes.writeBytes(said.getBytes(StandardCharsets.UTF_8));
        }
        bytes.writeBytes(quoted.substring(at).getBytes(StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
