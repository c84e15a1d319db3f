package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Letters that can be read in every theme: contrast as WCAG 2.2 defines it, and a size. */
class ThemeContrastTest {
    private static final Path SHEETS = Path.of("src/main/resources/org/normscope/view");
    private static final double CONTRAST = 4.5, PIXELS = 11, LETTERS = 13;

    @ParameterizedTest
    @ValueSource(strings = {"dark", "light", "projector"})
    void everyInkIsLegibleOnEverySurface(String theme) throws IOException {
        Map<String, String> tokens = tokens(theme);
        List<String> weak = new ArrayList<>();
        for (String ink : List.of("text", "text-muted", "text-faint", "selected-text", "good", "bad")) {
            for (String surface : List.of("ground", "surface", "raised", "inset")) check(tokens, ink, surface, weak);
        }
        check(tokens, "on-selected", "selected", weak);
        check(tokens, "text", "bad-soft", weak);
        assertEquals(List.of(), weak);
    }

    private static void check(Map<String, String> tokens, String ink, String surface, List<String> weak) {
        double contrast = contrast(tokens.get(ink), tokens.get(surface));
        if (contrast < CONTRAST) weak.add(String.format("%s on %s: %.2f", ink, surface, contrast));
    }

    @Test
    void contrastIsAsDefined() {
        assertEquals(21, contrast("#000000", "#ffffff"), 1e-9);
        assertEquals(4.54, contrast("#767676", "#ffffff"), 0.01);
    }

    @Test
    void noLettersAreSmallerThanElevenPixels() throws IOException {
        List<String> small = new ArrayList<>();
        Pattern size = Pattern.compile("-fx-font-size: *([0-9.]+)(em|px)"),
            drawn = Pattern.compile("Font\\.font\\([^;]*?, *([0-9.]+)\\)");
        for (Path file : files(SHEETS, ".css")) {
            Matcher match = size.matcher(Files.readString(file));
            while (match.find()) {
                double pixels = Double.parseDouble(match.group(1)) * (match.group(2).equals("em") ? LETTERS : 1);
                if (pixels < PIXELS) small.add(file.getFileName() + " " + match.group());
            }
        }
        for (Path file : files(Path.of("src/main/java/org/normscope/view"), ".java")) {
            Matcher match = drawn.matcher(Files.readString(file));
            while (match.find()) if (Double.parseDouble(match.group(1)) < PIXELS) small.add(file + " " + match.group());
        }
        assertEquals(List.of(), small);
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> found = all.filter(file -> file.toString().endsWith(ending)).toList();
            assertTrue(found.size() > 3);
            return found;
        }
    }

    private static Map<String, String> tokens(String theme) throws IOException {
        Map<String, String> tokens = new HashMap<>();
        Matcher match = Pattern.compile("-ns-([a-z-]+): *(#[0-9a-f]{6})\\b")
            .matcher(Files.readString(SHEETS.resolve("frame/" + theme + ".css")));
        while (match.find()) tokens.put(match.group(1), match.group(2));
        return tokens;
    }

    private static double contrast(String a, String b) {
        double x = luminance(a), y = luminance(b);
        return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
    }

    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int level) {
        double share = level / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
