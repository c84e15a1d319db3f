package org.normscope.style;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.normscope.image.Preprocessing.LightCurve;

/**
 * How a style network's pictures are said to be made, beside what the file says.
 *
 * @param blueFirst whether it counts blue, green, red; empty where nobody says
 * @param light     what a level stands for; empty where nobody says
 * @param range     how its input and its output stand for levels, one for both or two; none where nobody says
 */
public record EngineInput(Optional<Boolean> blueFirst, Optional<LightCurve> light, List<ValueRange> range) {
    public static final EngineInput NONE = new EngineInput(Optional.empty(), Optional.empty(), List.of());

    public EngineInput {
        range = List.copyOf(range);
    }

    /**
     * As {@code --input} says it: {@code order=BGR,light=linear,range=unit,bytes} or {@code range=0,255}, and
     * {@code --range}.
     *
     * @param range where {@code said} says none
     * @throws IllegalArgumentException where a part is not understood; the message is that part
     */
    public static EngineInput read(String said, List<ValueRange> range) {
        Optional<Boolean> blueFirst = Optional.empty();
        Optional<LightCurve> light = Optional.empty();
        List<ValueRange> ranges = range;
        for (String part : said.isEmpty() ? new String[0] : said.split(",(?=\\w+=)")) {
            String[] sides = part.split("=", 2);
            if (sides.length == 2 && sides[0].equals("order") && sides[1].matches("(?i)rgb|bgr")) {
                blueFirst = Optional.of(sides[1].equalsIgnoreCase("bgr"));
            } else if (sides.length == 2 && sides[0].equals("light") && sides[1].matches("(?i)linear|srgb")) {
                light = Optional.of(LightCurve.valueOf(sides[1].toUpperCase(Locale.ROOT)));
            } else if (sides.length == 2 && sides[0].equals("range")) {
                ranges = ranges(sides[1], part);
            } else {
                throw new IllegalArgumentException(part);
            }
        }
        if (ranges.size() > 2) throw new IllegalArgumentException(said);
        return new EngineInput(blueFirst, light, ranges);
    }

    private static List<ValueRange> ranges(String text, String part) {
        Optional<ValueRange> numbers = ValueRange.said(text);
        if (numbers.isPresent()) return List.of(numbers.get());
        try {
            return List.of(text.split(",")).stream().map(name -> ValueRange.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(part, e);
        }
    }

    /** The same with another range. */
    public EngineInput ranging(List<ValueRange> next) {
        return new EngineInput(blueFirst, light, next);
    }

    public boolean isSaid() {
        return blueFirst.isPresent() || light.isPresent() || !range.isEmpty();
    }
}
