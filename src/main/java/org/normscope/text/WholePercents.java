package org.normscope.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Parts of a whole in whole percents. */
public final class WholePercents {
    private WholePercents() { }

    /**
     * Each rounded up or down, those with the largest remainders up, so that they add up to the whole (Hamilton's
     * method). A part that is not zero and gets none reads "&lt;1%".
     *
     * @param parts not negative
     */
    public static List<String> of(double... parts) {
        int[] percents = DoubleStream.of(parts).mapToInt(part -> (int) Math.floor(100 * part)).toArray();
        long left = Math.round(100 * DoubleStream.of(parts).sum()) - Arrays.stream(percents).sum();
        IntStream.range(0, parts.length).boxed()
            .sorted(Comparator.comparingDouble(i -> percents[i] - 100 * parts[i])).limit(left)
            .forEach(i -> percents[i]++);
        return IntStream.range(0, parts.length)
            .mapToObj(i -> percents[i] == 0 && parts[i] > 0 ? "<1%" : percents[i] + "%").toList();
    }
}
