package org.normscope.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A style picture with its share of the mixture.
 *
 * @param origin a file, or builtin:paintings/NAME
 * @param share  of 1
 */
record WeightedStyle(String origin, float share) {
    private static final int MOST = 4;
    private static final Pattern WEIGHTED = Pattern.compile("(.+):(\\d*\\.?\\d+)");

    /**
     * Of "B" or "C:0.3", each: those without a share have what the others leave of 1, in equal parts; where all have one,
     * only their proportion counts.
     */
    static List<WeightedStyle> of(List<String> said) {
        if (said.size() > MOST) throw new WrongUseException("cli.style.four", said.size());
        List<WeightedStyle> read = said.stream().map(WeightedStyle::read).toList();
        double sum = read.stream().filter(style -> style.share >= 0).mapToDouble(WeightedStyle::share).sum();
        long open = read.stream().filter(style -> style.share < 0).count();
        if (open > 0 && sum >= 1 || open == 0 && !(sum > 0)) throw new WrongUseException("cli.style.shares", String.join(" ", said));
        return read.stream().map(style -> new WeightedStyle(style.origin, (float) (open == 0 ? style.share / sum : style.share < 0 ? (1 - sum) / open : style.share))).toList();
    }

    /** A negative share where none is said. */
    private static WeightedStyle read(String said) {
        Matcher weighted = WEIGHTED.matcher(said);
        return weighted.matches() ? new WeightedStyle(weighted.group(1), Float.parseFloat(weighted.group(2))) : new WeightedStyle(said, -1);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s:%.4g", origin, share);
    }
}
