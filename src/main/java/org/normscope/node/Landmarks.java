package org.normscope.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Points of a content, each with the point of a style that shows the same: the tip of a nose, a corner of an eye. */
public record Landmarks(List<Pair> pairs) {
    public static final Landmarks NONE = new Landmarks(List.of());
    private static final int NUMBERS = 4;

    /**
     * @param x      in the content, of its width from left to right, 0 to 1
     * @param y      in the content, of its height from top to bottom
     * @param styleX in the style, alike
     */
    public record Pair(double x, double y, double styleX, double styleY) {
        public Pair {
            for (double share : new double[] {x, y, styleX, styleY}) {
                if (!(share >= 0 && share <= 1)) throw new IllegalArgumentException(share + " is no share of a side");
            }
        }
    }

    public Landmarks {
        pairs = List.copyOf(pairs);
    }

    /**
     * x,y,x,y of a pair, content before style, pairs parted by semicolons.
     *
     * @throws IllegalArgumentException where it is not that
     */
    public static Landmarks read(String text) {
        List<Pair> pairs = new ArrayList<>();
        for (String pair : text.isBlank() ? new String[0] : text.split(";")) {
            String[] numbers = pair.split(",", -1);
            if (numbers.length != NUMBERS) throw new IllegalArgumentException(pair);
            pairs.add(new Pair(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]),
                Double.parseDouble(numbers[2]), Double.parseDouble(numbers[3])));
        }
        return new Landmarks(pairs);
    }

    /** What {@link #read} reads as these, to a ten-thousandth of a side. */
    public String text() {
        return pairs.stream().map(pair -> String.format(Locale.ROOT, "%.4f,%.4f,%.4f,%.4f", pair.x, pair.y, pair.styleX,
            pair.styleY)).collect(Collectors.joining(";"));
    }

    public Landmarks with(Pair pair) {
        List<Pair> more = new ArrayList<>(pairs);
        more.add(pair);
        return new Landmarks(more);
    }

    public Landmarks with(int at, Pair pair) {
        List<Pair> changed = new ArrayList<>(pairs);
        changed.set(at, pair);
        return new Landmarks(changed);
    }

    public Landmarks without(int at) {
        List<Pair> fewer = new ArrayList<>(pairs);
        fewer.remove(at);
        return new Landmarks(fewer);
    }
}
