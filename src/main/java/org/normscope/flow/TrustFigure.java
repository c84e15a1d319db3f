package org.normscope.flow;

import java.nio.file.Path;
import java.util.Locale;
import org.normscope.attribution.Curves;
import org.normscope.attribution.Trust;
import org.normscope.image.Paper;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.Resampling;
import org.normscope.image.SvgSheet;
import org.normscope.text.Language;
import org.normscope.text.Messages;

/**
 * Whether a decision's pictures are to be trusted, for print: a row for each way back while weights become random, and
 * the two curves.
 *
 * @param title    of the figure: the network and the class
 * @param language of its words
 */
public record TrustFigure(String title, Trust trust, Language language) {
    private static final int SIDE = 300, GAP = 24, MARGIN = 48, TITLE = 120, HEAD = 48, NAME = 220, LINE = 44;
    private static final int CURVES = 420, STROKE = 4, DOTS = 400;
    private static final int PAPER = 0xFFFFFFFF, INK = 0xFF1B1F24, FAINT = 0xFF5B6470, DELETION = 0xFF1F78B4,
        INSERTION = 0xFFD9822B, RULE = 0xFFD3D8DE;

    /** As SVG where the file's name ends so, else as PNG. */
    public void write(Path file) {
        int width = 2 * MARGIN + NAME + Trust.LOOKS * (SIDE + GAP),
            height = 2 * MARGIN + TITLE + HEAD + trust.rows().size() * (SIDE + LINE + GAP) + HEAD + CURVES + 2 * LINE;
        SvgSheet.figure(width, height, PAPER, sheet -> draw(sheet, width), file);
    }

    private void draw(Paper paper, int width) {
        int room = width - 2 * MARGIN, top = MARGIN + TITLE + HEAD;
        paper.write(said("trust.title") + " " + title, MARGIN, MARGIN + 44, 46, room, INK);
        paper.write(said("figure.random"), MARGIN, MARGIN + 88, 30, room, FAINT);
        for (Trust.Row row : trust.rows()) {
            paper.write(said("trust.back." + row.back().name()), MARGIN, top + SIDE / 2, 30, NAME, INK);
            for (int i = 0; i < row.looks().size(); i++) {
                Trust.Look look = row.looks().get(i);
                int x = MARGIN + NAME + i * (SIDE + GAP);
                if (row == trust.rows().get(0)) paper.write(i == 0 ? said("trust.trained") : look.layer(), x,
                    top - 14, 26, SIDE, FAINT);
                paper.lay(fitted(look.picture()), x, top);
                paper.write(said("trust.likeness", String.format(Locale.ROOT, "%.2f", look.likeness())), x,
                    top + SIDE + 32, 26, SIDE, FAINT);
            }
            top += SIDE + LINE + GAP;
        }
        curves(paper, trust.curves(), MARGIN + NAME, top + HEAD, Trust.LOOKS * (SIDE + GAP) - GAP);
    }

    private static Pixels fitted(Pixels picture) {
        int longer = Math.max(picture.width(), picture.height());
        return Resampling.resample(picture, new Placement((picture.width() - longer) / 2.0,
            (picture.height() - longer) / 2.0, longer, longer), SIDE, SIDE, PAPER);
    }

    private String said(String key, Object... arguments) {
        return Messages.get(language, key, arguments);
    }

    private void curves(Paper paper, Curves curves, int left, int top, int across) {
        for (double share : new double[] {0, .5, 1}) {
            int y = (int) Math.round(top + CURVES * (1 - share));
            paper.fill(left, y, across, 2, RULE);
            paper.writeEndingAt(left - 16, String.valueOf(share), y + 10, 26, FAINT);
        }
        line(paper, curves.deletion(), left, top, across, DELETION);
        line(paper, curves.insertion(), left, top, across, INSERTION);
        String taken = said("figure.taken", String.format(Locale.ROOT, "%.3f", Curves.area(curves.deletion()))),
            put = said("figure.put", String.format(Locale.ROOT, "%.3f", Curves.area(curves.insertion())));
        paper.write(taken, left, top + CURVES + LINE, 26, across / 2, DELETION);
        paper.write(put, left + across / 2, top + CURVES + LINE, 26, across / 2, INSERTION);
    }

    /** In dots near enough to be a line. */
    private static void line(Paper paper, double[] values, int left, int top, int across, int colour) {
        for (int i = 0; i <= DOTS; i++) {
            double at = (double) i * (values.length - 1) / DOTS;
            int before = Math.min((int) at, values.length - 2);
            double value = values[before] * (1 - at + before) + values[before + 1] * (at - before);
            paper.fill(left + across * i / DOTS,
                (int) Math.round(top + CURVES * (1 - Math.max(0, Math.min(1, value)))) - STROKE / 2,
                across / DOTS + 1, STROKE, colour);
        }
    }
}
