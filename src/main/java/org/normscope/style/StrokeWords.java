package org.normscope.style;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.normscope.image.stroke.Stroke;

/**
 * A mask's strokes as words of a command line: "white:9", a brush of that radius in pixels, and behind it its points,
 * "200,150.5".
 */
public final class StrokeWords {
    private static final int WHITE = 0xFFFFFFFF, BLACK = 0xFF000000;
    private static final String NUMBER = "(-?\\d{1,7}(?:\\.\\d+)?)";
    private static final Pattern BRUSH = Pattern.compile("(white|black):" + NUMBER),
        POINT = Pattern.compile(NUMBER + "," + NUMBER);

    private StrokeWords() { }

    static String brush(Stroke stroke) {
        return (stroke.argb() == WHITE ? "white:" : "black:") + number(stroke.radius());
    }

    static String point(Stroke.Point point) {
        return number(point.x()) + "," + number(point.y());
    }

    /** @throws IllegalArgumentException whose message is the word that cannot be read */
    public static List<Stroke> read(List<String> words) {
        List<Stroke> strokes = new ArrayList<>();
        for (int i = 0; i < words.size();) {
            Matcher brush = BRUSH.matcher(words.get(i));
            List<Stroke.Point> points = new ArrayList<>();
            int next = i + 1;
            for (; next < words.size(); next++) {
                Matcher point = POINT.matcher(words.get(next));
                if (!point.matches()) break;
                points.add(new Stroke.Point(Double.parseDouble(point.group(1)), Double.parseDouble(point.group(2))));
            }
            if (!brush.matches() || points.isEmpty() || !(Double.parseDouble(brush.group(2)) > 0)) {
                throw new IllegalArgumentException(words.get(i));
            }
            int argb = brush.group(1).equals("white") ? WHITE : BLACK;
            strokes.add(new Stroke(points, Double.parseDouble(brush.group(2)), argb));
            i = next;
        }
        return strokes;
    }

    /** As short as it can be read back, without an exponent. */
    static String number(double value) {
        String plain = BigDecimal.valueOf(value).toPlainString();
        return plain.endsWith(".0") ? plain.substring(0, plain.length() - 2) : plain;
    }
}
