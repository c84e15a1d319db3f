package org.normscope.flow;

import java.nio.file.Path;
import java.util.List;
import org.normscope.image.Paper;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.Resampling;
import org.normscope.image.SvgSheet;

/**
 * A unit on one plate, for print: equal squares side by side, each with a title above and its numbers below.
 *
 * @param title   of the plate
 * @param remark  below it
 * @param squares from left to right, in as many rows as they need
 */
public record PlateFigure(String title, String remark, List<Square> squares) {
    private static final int SIDE = 616, HAIR = 4, ROW = 3, GAP = 36, MARGIN = 48, TITLE = 120, HEAD = 48, LINE = 34;
    /** Squares in a row. */
    private static final int ACROSS = 6;
    private static final int PATCH = (SIDE - (ROW - 1) * HAIR) / ROW;
    private static final int PAPER = 0xFFFFFFFF, INK = 0xFF1B1F24, FAINT = 0xFF5B6470, EMPTY = 0xFFF1F3F5;

    /**
     * One question with its answer.
     *
     * @param pictures one that fills the square, or up to nine in three rows
     * @param whole    whether there is but one
     * @param numbers  lines of text
     */
    public record Square(String title, List<Pixels> pictures, boolean whole, List<String> numbers) { }

    /**
     * Writes the figure: as SVG where the file's name ends so, else as PNG.
     *
     * @throws org.normscope.image.BadPictureException where the file cannot be written
     */
    public void write(Path file) {
        int lines = squares.stream().mapToInt(square -> square.numbers().size()).max().orElse(0);
        int rows = (squares.size() + ACROSS - 1) / ACROSS, row = HEAD + SIDE + lines * LINE + LINE / 2;
        int width = 2 * MARGIN + Math.min(ACROSS, squares.size()) * (SIDE + GAP) - GAP,
            height = 2 * MARGIN + TITLE + rows * row;
        SvgSheet.figure(width, height, PAPER, sheet -> draw(sheet, width - 2 * MARGIN, row), file);
    }

    private void draw(Paper paper, int room, int row) {
        paper.write(title, MARGIN, MARGIN + 44, 46, room, INK);
        paper.write(remark, MARGIN, MARGIN + 88, 30, room, FAINT);
        for (int i = 0; i < squares.size(); i++) {
            draw(paper, squares.get(i), MARGIN + i % ACROSS * (SIDE + GAP), MARGIN + TITLE + HEAD + i / ACROSS * row);
        }
    }

    private static void draw(Paper paper, Square square, int left, int top) {
        paper.write(square.title(), left, top - 16, 30, SIDE, INK);
        int side = square.whole() ? SIDE : PATCH, places = square.whole() ? 1 : ROW * ROW;
        for (int place = 0; place < places; place++) {
            int x = left + place % ROW * (side + HAIR), y = top + place / ROW * (side + HAIR);
            paper.fill(x, y, side, side, EMPTY);
            if (place < square.pictures().size()) lay(paper, square.pictures().get(place), x, y, side);
        }
        for (int i = 0; i < square.numbers().size(); i++) {
            paper.write(square.numbers().get(i), left, top + SIDE + (i + 1) * LINE, 26, SIDE, FAINT);
        }
    }

    private static void lay(Paper paper, Pixels picture, int x, int y, int side) {
        double scale = (double) side / Math.max(picture.width(), picture.height());
        int width = (int) Math.max(1, Math.round(picture.width() * scale)),
            height = (int) Math.max(1, Math.round(picture.height() * scale));
        paper.lay(Resampling.resample(picture, new Placement(0, 0, picture.width(), picture.height()), width, height,
            EMPTY), x + (side - width) / 2, y + (side - height) / 2);
    }
}
