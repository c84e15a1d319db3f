package org.normscope.transfer;

import java.util.List;
import java.util.Locale;
import org.normscope.image.Pixels;
import org.normscope.image.Sheet;

/** The curve as a picture for slides: accuracy over pictures a class, the mean as a line, the spread as a band. */
public final class CurvePicture {
    private static final int WIDTH = 900, HEIGHT = 540, LEFT = 80, RIGHT = 60, TOP = 40, FOOT = 70;
    private static final int PAPER = 0xFFFFFFFF, INK = 0xFF1D2127, FAINT = 0xFFDFE3E8, LINE = 0xFF0A6EBD,
        BAND = 0x400A6EBD;
    private static final double LETTERS = 17;
    private static final int DOT = 5, THICK = 3;

    private final Sheet sheet = new Sheet(WIDTH, HEIGHT, PAPER);
    private final List<LessonCurve> curve;
    private final double floor;

    private CurvePicture(List<LessonCurve> curve) {
        this.curve = curve;
        double least = curve.stream().mapToDouble(LessonCurve::least).min().orElse(0);
        floor = Math.min(.9, Math.floor(10 * least) / 10);
    }

    /** @param title above it, and {@code axis} below: they are the user's words */
    public static Pixels of(List<LessonCurve> curve, String title, String axis) {
        return new CurvePicture(curve).drawn(title, axis);
    }

    private Pixels drawn(String title, String axis) {
        sheet.write(title, LEFT, TOP - 14, LETTERS, WIDTH - LEFT - RIGHT, INK);
        for (int tick = (int) Math.round(10 * floor); tick <= 10; tick++) {
            int y = y(tick / 10.0);
            sheet.fill(LEFT, y, WIDTH - LEFT - RIGHT, 1, FAINT);
            sheet.writeEndingAt(LEFT - 10, 10 * tick + " %", y + 6, LETTERS, INK);
        }
        for (int i = 0; i + 1 < curve.size(); i++) between(i);
        for (int i = 0; i < curve.size(); i++) {
            LessonCurve step = curve.get(i);
            String name = step.perClass() == LessonCurve.ALL ? "all" : String.valueOf(step.perClass());
            sheet.fill(x(i) - DOT, y(step.mean()) - DOT, 2 * DOT + 1, 2 * DOT + 1, LINE);
            sheet.write(name, x(i) - 10, HEIGHT - FOOT + 26, LETTERS, RIGHT, INK);
            sheet.write(String.format(Locale.ROOT, "%.1f", 100 * step.mean()), x(i) - 16, y(step.mean()) - 14, LETTERS,
                RIGHT, LINE);
        }
        sheet.write(axis, LEFT, HEIGHT - 14, LETTERS, WIDTH - LEFT - RIGHT, INK);
        return sheet.pixels();
    }

    /** From one number of pictures to the next, column by column. */
    private void between(int i) {
        LessonCurve from = curve.get(i), to = curve.get(i + 1);
        for (int x = x(i); x < x(i + 1); x++) {
            double share = (double) (x - x(i)) / (x(i + 1) - x(i));
            int top = y(mix(from.most(), to.most(), share)), bottom = y(mix(from.least(), to.least(), share));
            sheet.fill(x, top, 1, Math.max(1, bottom - top), BAND);
            int here = y(mix(from.mean(), to.mean(), share)), next = y(mix(from.mean(), to.mean(), share + .01));
            sheet.fill(x, Math.min(here, next) - 1, 1, THICK + Math.abs(here - next), LINE);
        }
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private int x(int i) {
        return LEFT + 20 + (WIDTH - LEFT - RIGHT - 40) * i / Math.max(1, curve.size() - 1);
    }

    private int y(double accuracy) {
        return (int) Math.round(TOP + (1 - accuracy) / (1 - floor) * (HEIGHT - TOP - FOOT));
    }
}
