package org.normscope.cli.paint;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.normscope.cli.option.WrongUseException;
import org.normscope.style.Recipe;
import org.normscope.style.WeightedStyle;

/** Reads --style: "B", or "C:0.3" with its share. */
final class StyleShares {
    private static final Pattern WEIGHTED = Pattern.compile("(.+):(\\d*\\.?\\d+)", Pattern.DOTALL);

    private StyleShares() { }

    /**
     * Those without a share have what the others leave of 1, in equal parts; where all have one, only their proportion
     * counts.
     */
    static List<WeightedStyle> of(List<String> said) {
        if (said.size() > Recipe.MOST_STYLES) throw new WrongUseException("cli.style.four", said.size());
        List<WeightedStyle> read = said.stream().map(StyleShares::read).toList();
        double sum = read.stream().filter(style -> style.share() >= 0).mapToDouble(WeightedStyle::share).sum();
        long open = read.stream().filter(style -> style.share() < 0).count();
        boolean none = open > 0 ? sum >= 1 : !said.isEmpty() && !(sum > 0);
        if (none) throw new WrongUseException("cli.style.shares", String.join(" ", said));
        return read.stream()
            .map(style -> style.share() < 0 ? new WeightedStyle(style.origin(), (1 - sum) / open) : style).toList();
    }

    /** A negative share where none is said. */
    private static WeightedStyle read(String said) {
        Matcher weighted = WEIGHTED.matcher(said);
        if (!weighted.matches()) return new WeightedStyle(said, -1);
        return new WeightedStyle(weighted.group(1), Double.parseDouble(weighted.group(2)));
    }
}
