package org.normscope.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What stands in a figure that was written as SVG. */
public final class FigureWords {
    private static final Pattern TEXT = Pattern.compile("<text[^>]*>([^<]*)</text>"),
        ENGLISH = Pattern.compile("[a-z]{3,}");

    private FigureWords() { }

    /** The texts in which English words are, once names are taken out. */
    public static List<String> english(Path svg, List<String> names) throws IOException {
        List<String> longestFirst = names.stream().filter(name -> !name.isEmpty())
            .sorted(Comparator.comparing(String::length).reversed()).toList();
        return TEXT.matcher(Files.readString(svg)).results().map((MatchResult result) -> result.group(1)).map(text -> {
            for (String name : longestFirst) text = text.replace(name, "");
            return text;
        }).filter(text -> ENGLISH.matcher(text).find()).toList();
    }
}
