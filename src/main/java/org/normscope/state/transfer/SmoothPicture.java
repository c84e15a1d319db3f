package org.normscope.state.transfer;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.normscope.image.Paper;
import org.normscope.image.SvgSheet;
import org.normscope.text.Language;
import org.normscope.text.Messages;
import org.normscope.transfer.Band;
import org.normscope.transfer.LossProbe;

/**
 * What is met along the gradient while a network learns, with batch normalization and without, as a picture for slides:
 * over the steps, the losses ahead as bands and where the loss stands as lines, and how far the gradient turns
 * (Santurkar et al. 2018, figure 4).
 */
final class SmoothPicture {
    private static final int WIDTH = 1200, HEIGHT = 500, LEFT = 80, GAP = 40, TOP = 100, FOOT = 60, TICKS = 4;
    private static final int PAPER = 0xFFFFFFFF, INK = 0xFF1D2127, FAINT = 0xFFDFE3E8, OPAQUE = 0xFF000000;
    private static final int WITH = 0x0A6EBD, WITHOUT = 0xC2570C;
    private static final double LETTERS = 17;

    private final Paper sheet;
    private final Smoothness smooth;

    private SmoothPicture(Paper sheet, Smoothness smooth) {
        this.sheet = sheet;
        this.smooth = smooth;
    }

    /**
     * Writes it: as SVG where the file's name ends so, else as a picture of the format that it says.
     *
     * @param network  name, above it
     * @param language of its words
     * @throws org.normscope.image.BadPictureException where the file cannot be written
     */
    static void write(Smoothness smooth, String network, Language language, Path file) {
        SvgSheet.figure(WIDTH, HEIGHT, PAPER, sheet -> new SmoothPicture(sheet, smooth).draw(network, language), file);
    }

    private void draw(String network, Language language) {
        sheet.write(network, LEFT, 32, LETTERS, WIDTH / 2 - LEFT, INK);
        int right = WIDTH - GAP;
        sheet.writeEndingAt(right, Messages.get(language, "transfer.smooth.without"), 32, LETTERS, OPAQUE | WITHOUT);
        sheet.writeEndingAt(right - 160, Messages.get(language, "transfer.smooth.with"), 32, LETTERS, OPAQUE | WITH);
        int across = (WIDTH - 2 * LEFT - 2 * GAP) / 2;
        new Panel(LEFT, across, LossProbe.Reading::least, LossProbe.Reading::most, LossProbe.Reading::loss)
            .draw(Messages.get(language, "transfer.smooth.loss"));
        new Panel(2 * LEFT + GAP + across, across, LossProbe.Reading::turn, LossProbe.Reading::turn,
            LossProbe.Reading::turn).draw(Messages.get(language, "transfer.smooth.turn"));
        sheet.write(Messages.get(language, "transfer.picture.steps", smooth.rate()), LEFT, HEIGHT - 14, LETTERS,
            WIDTH - LEFT, INK);
    }

    private final class Panel {
        private final int left;
        private final int across;
        private final int steps = Math.max(2, Math.max(smooth.normed().size(), smooth.plain().size()));
        private final ToDoubleFunction<LossProbe.Reading> least;
        private final ToDoubleFunction<LossProbe.Reading> most;
        private final ToDoubleFunction<LossProbe.Reading> line;
        private final LogScale scale;

        Panel(int left, int across, ToDoubleFunction<LossProbe.Reading> least,
              ToDoubleFunction<LossProbe.Reading> most, ToDoubleFunction<LossProbe.Reading> line) {
            this.left = left;
            this.across = across;
            this.least = least;
            this.most = most;
            this.line = line;
            scale = smooth.scale(List.of(least, most, line));
        }

        void draw(String title) {
            sheet.write(title, left, TOP - 24, LETTERS, across, INK);
            for (double value : scale.ticks(TICKS)) {
                sheet.fill(left, y(value), across, 1, FAINT);
                String number = String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
                sheet.writeEndingAt(left - 10, number, y(value) + 6, LETTERS, INK);
            }
            for (int step = 0; step < steps; step += Math.max(1, steps / TICKS)) {
                sheet.write(String.valueOf(step), x(step) - 5, HEIGHT - FOOT + 22, LETTERS, across, INK);
            }
            band(smooth.plain(), WITHOUT);
            band(smooth.normed(), WITH);
        }

        private void band(List<LossProbe.Reading> readings, int colour) {
            new Band(readings.size(), this::x, i -> y(most.applyAsDouble(readings.get(i))),
                i -> y(least.applyAsDouble(readings.get(i))), i -> y(line.applyAsDouble(readings.get(i))))
                .draw(sheet, colour);
        }

        private int x(int step) {
            return left + across * step / (steps - 1);
        }

        private int y(double value) {
            return (int) Math.round(HEIGHT - FOOT - scale.share(value) * (HEIGHT - TOP - FOOT));
        }
    }
}
