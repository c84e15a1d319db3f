package org.normscope.transfer;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.normscope.image.Paper;
import org.normscope.image.SvgSheet;
import org.normscope.text.Language;
import org.normscope.text.Messages;

/** The curves as a picture for slides: accuracy over pictures a class, means as lines, spreads as bands. */
public final class CurvePicture {
    private static final int WIDTH = 960, HEIGHT = 540, LEFT = 80, RIGHT = 190, TOP = 40, FOOT = 70;
    private static final int PAPER = 0xFFFFFFFF, INK = 0xFF1D2127, FAINT = 0xFFDFE3E8, OPAQUE = 0xFF000000;
    private static final double LETTERS = 17;
    private static final int DOT = 5, LINE = 22;

    private final Paper sheet;
    private final Language language;
    private final List<WayCurve> curves;
    private final List<Integer> places;
    private final double floor;

    private CurvePicture(Paper sheet, List<WayCurve> curves, Language language) {
        this.sheet = sheet;
        this.language = language;
        this.curves = curves;
        places = curves.stream().flatMap(curve -> curve.steps().stream()).map(LessonCurve::perClass).distinct().sorted()
            .toList();
        double least = curves.stream().flatMap(curve -> curve.steps().stream()).mapToDouble(LessonCurve::least).min()
            .orElse(0);
        floor = Math.min(.9, Math.floor(10 * least) / 10);
    }

    /**
     * Writes it: as SVG where the file's name ends so, else as a picture of the format that it says.
     *
     * @param network  name, above it with the number of classes
     * @param language of its words
     * @throws org.normscope.image.BadPictureException where the file cannot be written
     */
    public static void write(List<WayCurve> curves, String network, int classes, Language language, Path file) {
        SvgSheet.figure(WIDTH, HEIGHT, PAPER, sheet -> new CurvePicture(sheet, curves, language)
            .draw(network + ", " + Messages.get(language, "transfer.picture.classes", classes)), file);
    }

    private void draw(String about) {
        sheet.write(about, LEFT, TOP - 14, LETTERS, WIDTH - LEFT, INK);
        for (int tick = (int) Math.round(10 * floor); tick <= 10; tick++) {
            int y = y(tick / 10.0);
            sheet.fill(LEFT, y, WIDTH - LEFT - RIGHT, 1, FAINT);
            sheet.writeEndingAt(LEFT - 10, 10 * tick + "%", y + 6, LETTERS, INK);
        }
        for (int i = 0; i < places.size(); i++) {
            String name = places.get(i) == LessonCurve.ALL ? said("transfer.picture.all")
                : String.valueOf(places.get(i));
            sheet.write(name, x(i) - 10, HEIGHT - FOOT + 26, LETTERS, RIGHT, INK);
        }
        curves.forEach(this::curve);
        names();
        int draws = curves.stream().flatMap(curve -> curve.steps().stream()).mapToInt(step -> step.accuracy().size())
            .max().orElse(1);
        int fewer = curves.stream().anyMatch(curve -> fewer(curve, draws)) ? 1 : 0;
        sheet.write(said("transfer.picture.foot", draws, fewer), LEFT, HEIGHT - 14, LETTERS, WIDTH - LEFT, INK);
    }

    /** Whether a point is of fewer draws than others; a head on all pictures has one, as nothing is by chance. */
    private static boolean fewer(WayCurve curve, int draws) {
        return curve.steps().stream()
            .filter(step -> curve.way() != Teaching.HEAD || step.perClass() != LessonCurve.ALL)
            .anyMatch(step -> step.accuracy().size() < draws);
    }

    private String said(String key, Object... arguments) {
        return Messages.get(language, key, arguments);
    }

    private void curve(WayCurve curve) {
        int colour = colour(curve.way());
        List<LessonCurve> steps = curve.steps();
        new Band(steps.size(), i -> x(steps.get(i)), i -> y(steps.get(i).most()), i -> y(steps.get(i).least()),
            i -> y(steps.get(i).mean())).draw(sheet, colour);
        for (LessonCurve step : steps) {
            sheet.fill(x(step) - DOT, y(step.mean()) - DOT, 2 * DOT + 1, 2 * DOT + 1, OPAQUE | colour);
        }
    }

    /** What is reached, named at the right of all points; names that would lie on each other make way. */
    private void names() {
        int free = TOP;
        for (WayCurve curve : curves.stream().sorted((a, b) -> Double.compare(end(b).mean(), end(a).mean())).toList()) {
            int y = Math.max(free, y(end(curve).mean()) + 6);
            free = y + LINE;
            sheet.write(String.format(Locale.ROOT, "%s %.1f", name(curve.way()), 100 * end(curve).mean()),
                x(places.size() - 1) + 14, y, LETTERS, RIGHT, OPAQUE | colour(curve.way()));
        }
    }

    private static int colour(Teaching way) {
        return switch (way) {
            case HEAD -> 0x0A6EBD;
            case BLOCKS -> 0xC2570C;
            case SCRATCH -> 0x6B7280;
        };
    }

    private String name(Teaching way) {
        return said(switch (way) {
            case HEAD -> "transfer.way.head";
            case BLOCKS -> "transfer.way.blocks";
            case SCRATCH -> "transfer.way.scratch";
        });
    }

    private static LessonCurve end(WayCurve curve) {
        return curve.steps().get(curve.steps().size() - 1);
    }

    private int x(LessonCurve step) {
        return x(places.indexOf(step.perClass()));
    }

    private int x(int i) {
        return LEFT + 20 + (WIDTH - LEFT - RIGHT - 40) * i / Math.max(1, places.size() - 1);
    }

    private int y(double accuracy) {
        return (int) Math.round(TOP + (1 - accuracy) / (1 - floor) * (HEIGHT - TOP - FOOT));
    }
}
