package org.normscope.view.control;

import java.util.Locale;

/** Figures as they stand on screen: short, and of steady width so that columns do not dance. */
public final class Figures {
    /** The font whose digits stand in columns. */
    public static final String FONT = "JetBrains Mono";

    /** From a figure to the next: a letter in every font, where a blank is as narrow as its font has it. */
    public static final String APART = "\u2002\u2002";

    private Figures() { }

    /** Three significant digits, below 0.1 fewer, with a true minus: 0.127, 9.69, −18.3, 1.2e+05. */
    public static String plain(double value) {
        if (!Double.isFinite(value)) return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
        double size = Math.abs(value);
        String format = size == 0 ? "%.0f" : size >= 1e5 || size < 5e-4 ? "%.1e" : size >= 99.95 ? "%.0f"
            : size >= 9.995 ? "%.1f" : size >= 0.9995 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value).replace('-', '−');
    }

    /** As {@link #plain(double)}, a plus before positive values. */
    public static String signed(double value) {
        return value > 0 && Double.isFinite(value) ? "+" + plain(value) : plain(value);
    }

    /** As on an axis, no more than two digits behind the point: −3.5, 0, 12.3. */
    public static String brief(double value) {
        double size = Math.abs(value);
        if (!(size >= 0.1 && size < 10)) return plain(value).replaceAll("(\\.\\d*?)0+$", "$1").replaceAll("\\.$", "");
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "").replace('-', '−');
    }

    /** A mean beside its deviation: one that is zero but for rounding reads as zero. */
    public static String mean(double mean, double deviation) {
        return Math.abs(mean) < 5e-4 * deviation ? "+0.000" : signed(mean);
    }

    /** A share of one: 61%, 0.4%. Digits after the point only below one percent. */
    public static String percent(double share) {
        double percent = share * 100;
        return String.format(Locale.ROOT, percent >= 0.05 && percent < 0.95 ? "%.1f%%" : "%.0f%%", percent);
    }

    /** So many a second: digits after the point only where there are few. */
    public static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 9.95 ? "%.1f" : "%.0f", perSecond);
    }

    /** Seconds as on a clock: 1:05, 2:00:10. */
    public static String clock(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, whole >= 3600 ? "%d:%02d:%02d" : "%2$d:%3$02d", whole / 3600,
            whole / 60 % 60, whole % 60);
    }

    /** Without their unit, which is a word. */
    public static String milliseconds(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }
}
