package org.normscope.style;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.normscope.image.stroke.Stroke;

/**
 * The command that paints a picture again, but for the name of the file to write: it stands in the metadata of every
 * painted picture, for a POSIX shell. A number is written so that it is read as the same one.
 *
 * @param content of the picture
 * @param engine  origin of the network
 * @param range   how its pictures stand for levels: of its input and its output; empty where that is found out
 * @param refine  steps of descent from what the network paints; 0 where it is left as it is
 */
public record StyleCommandLine(String content, String engine, EngineInput input, Recipe recipe, int refine) {
    /** A style whose name ends like one with a share. */
    private static final String LOOKS_WEIGHTED = "(?s).+:\\d*\\.?\\d+";

    /** For the metadata of a picture. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("Software", "NormScope");
        texts.put("Description", text());
        return texts;
    }

    public String text() {
        List<String> words = new ArrayList<>(List.of("normscope style", ShellWord.option("--content", content)));
        recipe.styles().forEach(style -> words.add(ShellWord.option("--style", style(style))));
        if (!recipe.styles().isEmpty()) words.add("--weight " + StrokeWords.number(recipe.weight()));
        List<Float> rho = recipe.mixing().rho();
        boolean same = rho.stream().distinct().count() == 1;
        words.add("--ibn " + rho.stream().limit(same ? 1 : rho.size()).map(String::valueOf)
            .collect(Collectors.joining(",")));
        words.add("--ibn-mode " + lower(recipe.mixing().mode()));
        if (recipe.colours() != Colouring.STYLE) words.add("--colors " + lower(recipe.colours()));
        mask(words);
        if (!engine.equals(StyleLibrary.BUILT_IN)) words.add(ShellWord.option("--engine", engine));
        List<String> said = new ArrayList<>();
        input.blueFirst().ifPresent(blue -> said.add("order=" + (blue ? "BGR" : "RGB")));
        input.light().ifPresent(light -> said.add("light=" + lower(light)));
        if (!said.isEmpty()) words.add("--input " + String.join(",", said));
        List<ValueRange> range = input.range();
        String levels = range.stream().map(StyleCommandLine::lower).collect(Collectors.joining(","));
        if (!range.isEmpty()) words.add("--range " + levels);
        words.add("--size " + (recipe.side() == Recipe.OWN_SIZE ? "full" : recipe.side()));
        if (refine > 0) words.add("--refine " + refine);
        return String.join(" ", words);
    }

    private String style(WeightedStyle style) {
        boolean alone = recipe.styles().size() == 1 && !style.origin().matches(LOOKS_WEIGHTED);
        return alone ? style.origin() : style.origin() + ":" + StrokeWords.number(alone ? 1 : style.share());
    }

    private void mask(List<String> words) {
        if (recipe.mask() instanceof StyleMask.Drawn drawn) words.add(ShellWord.option("--mask", drawn.origin()));
        if (!(recipe.mask() instanceof StyleMask.Brushed brushed) || brushed.strokes().isEmpty()) return;
        words.add("--softness " + StrokeWords.number(brushed.softness()));
        words.add("--strokes " + brushed.strokes().stream().flatMap(StyleCommandLine::words)
            .collect(Collectors.joining(" ")));
    }

    /** A brush, then a word a point: a long stroke in one word would be more than a system lets through. */
    private static Stream<String> words(Stroke stroke) {
        String brush = StrokeWords.brush(stroke);
        return Stream.concat(Stream.of(brush), stroke.points().stream().map(StrokeWords::point));
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
