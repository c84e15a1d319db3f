package org.normscope.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names as they come from files, fit for a line of a table, a message or a tooltip: what would break the line, move the
 * cursor or turn the direction of writing stands there as programmers write it, {@code \n} or <code>&#92;u001b</code>.
 */
public final class OneLine {
    private static final Pattern BREAKING = Pattern.compile(
        "[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");
    private static final String SHORT = "\n\t\r", LETTERS = "ntr";

    private OneLine() { }

    public static String of(String name) {
        return BREAKING.matcher(name).replaceAll(found -> Matcher.quoteReplacement(written(found.group().charAt(0))));
    }

    private static String written(char breaking) {
        int known = SHORT.indexOf(breaking);
        return known < 0 ? String.format("\\u%04x", (int) breaking) : "\\" + LETTERS.charAt(known);
    }
}
