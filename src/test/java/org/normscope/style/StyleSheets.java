package org.normscope.style;

import java.util.List;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.image.Sample;
import org.normscope.image.Samples;
import org.normscope.image.Sheet;

/** Results to look at, all from pictures that the program ships. */
final class StyleSheets {
    private static final int PAPER = 0xFFFFFFFF, INK = 0xFF222222;
    /** Contents and styles of the comparison, by place in the lists of {@link StylePairs}. */
    private static final int[] COMPARED_CONTENTS = {1, 2, 9}, COMPARED_STYLES = {0, 1, 3, 5, 8, 12, 13, 15, 17};
    private static final List<String> CONTENTS = List.of("photos/pagoda", "photos/cat",
        "photos/boats", "photos/dahlia"),
        STYLES = List.of("paintings/church-at-auvers", "paintings/pere-tanguy", "paintings/cafe-terrace", "styles/flow",
            "styles/stained-glass", "styles/marbling");
    private static final List<Close> CLOSE = List.of(new Close("photos/pagoda", 130, 20),
        new Close("photos/mountains", 0, 0), new Close("photos/astronaut", 150, 20));
    private static final List<String> CLOSE_STYLES = List.of("paintings/cafe-terrace", "paintings/church-at-auvers");
    private static final int GAP = 12;

    private StyleSheets() { }

    /** Contents at the left, styles above; of each pair NormScope's result over MicroAST's. */
    static Pixels besidePeer(StyleQuality quality) {
        int side = quality.contents.get(0).width(), left = 180, rows = COMPARED_CONTENTS.length * 2;
        Sheet sheet = new Sheet(left + (COMPARED_STYLES.length + 1) * (side + GAP),
            side + GAP + rows * (side + GAP), PAPER);
        for (int s = 0; s < COMPARED_STYLES.length; s++) {
            sheet.lay(quality.styles.get(COMPARED_STYLES[s]), left + (s + 1) * (side + GAP), 0);
        }
        for (int c = 0; c < COMPARED_CONTENTS.length; c++) {
            int y = (2 * c + 1) * (side + GAP), content = COMPARED_CONTENTS[c];
            sheet.lay(quality.contents.get(content), left, y);
            sheet.write("NormScope", 8, y + side / 2, 30, left, INK);
            sheet.write("MicroAST", 8, y + side + GAP + side / 2, 30, left, INK);
            for (int s = 0; s < COMPARED_STYLES.length; s++) {
                sheet.lay(quality.ours(content, COMPARED_STYLES[s]), left + (s + 1) * (side + GAP), y);
                sheet.lay(quality.theirs(content, COMPARED_STYLES[s]), left + (s + 1) * (side + GAP), y + side + GAP);
            }
        }
        return sheet.pixels();
    }

    /** Photos down, styles across, painted at 512 pixels and shown at 300. */
    static Pixels shown(StyleNetwork network) {
        int side = 300, margin = 28, line = 30;
        Sheet sheet = new Sheet(2 * margin + (STYLES.size() + 1) * (side + GAP) - GAP,
            2 * margin + line + (CONTENTS.size() + 1) * (side + GAP) - GAP, PAPER);
        for (int s = 0; s < STYLES.size(); s++) {
            int x = margin + (s + 1) * (side + GAP);
            sheet.lay(square(PictureSource.open(sample(STYLES.get(s)).origin()), side), x, margin);
        }
        for (int c = 0; c < CONTENTS.size(); c++) {
            int y = margin + line + (c + 1) * (side + GAP);
            Pixels photo = square(PictureSource.open(sample(CONTENTS.get(c)).origin()), 512);
            sheet.lay(square(photo, side), margin, y);
            StyleNetwork.Content content = network.read(photo);
            for (int s = 0; s < STYLES.size(); s++) {
                StyleCode code = network.code(PictureSource.open(sample(STYLES.get(s)).origin()));
                Pixels painted = network.paint(content, code, Mixing.all(Mixing.Mode.BLEND, 0));
                sheet.lay(square(painted, side), margin + (s + 1) * (side + GAP), y);
            }
        }
        return sheet.pixels();
    }

    /** The first eight contents down, the first twelve styles across, chosen by no one; ours over MicroAST's. */
    static Pixels print(StyleQuality quality) {
        int side = 160, margin = 28, across = 12, down = 8;
        Sheet sheet = new Sheet(2 * margin + (across + 1) * (side + GAP) - GAP,
            2 * margin + (2 * down + 1) * (side + GAP) - GAP, PAPER);
        for (int s = 0; s < across; s++) {
            int x = margin + (s + 1) * (side + GAP);
            sheet.lay(square(quality.styles.get(s), side), x, margin);
            for (int c = 0; c < down; c++) {
                int y = margin + (2 * c + 1) * (side + GAP);
                if (s == 0) sheet.lay(square(quality.contents.get(c), side), margin, y);
                sheet.lay(square(quality.ours(c, s), side), x, y);
                sheet.lay(square(quality.theirs(c, s), side), x, y + side + GAP);
            }
        }
        return sheet.pixels();
    }

    /** An edge, a sky and a face, painted at 512 pixels, pixel by pixel: the content, ours, MicroAST's. */
    static Pixels close(StyleQuality quality) {
        int side = 240, columns = 1 + 2 * CLOSE_STYLES.size();
        Sheet sheet = new Sheet(columns * (side + GAP), CLOSE.size() * (side + GAP), PAPER);
        for (int row = 0; row < CLOSE.size(); row++) {
            Close close = CLOSE.get(row);
            Pixels photo = square(PictureSource.open(sample(close.sample).origin()), 512);
            int y = row * (side + GAP);
            sheet.lay(close.of(photo, side), 0, y);
            for (int s = 0; s < CLOSE_STYLES.size(); s++) {
                Pixels style = square(PictureSource.open(sample(CLOSE_STYLES.get(s)).origin()), 256);
                sheet.lay(close.of(quality.ours(photo, style), side), (1 + 2 * s) * (side + GAP), y);
                sheet.lay(close.of(quality.theirs(photo, style), side), (2 + 2 * s) * (side + GAP), y);
            }
        }
        return sheet.pixels();
    }

    /** A part of a photo of 512 pixels: what of it, and its left upper corner. */
    private record Close(String sample, int x, int y) {
        Pixels of(Pixels picture, int side) {
            int[] part = new int[side * side];
            for (int row = 0; row < side; row++) {
                System.arraycopy(picture.argb(), (y + row) * picture.width() + x, part, row * side, side);
            }
            return new Pixels(side, side, part);
        }
    }

    private static Sample sample(String id) {
        return Samples.of(id).orElseThrow();
    }

    private static Pixels square(Pixels picture, int side) {
        return new Preprocessing(side, side, 0, 1, new float[3], new float[] {1, 1, 1}, Preprocessing.Order.RGB,
            Preprocessing.Fit.CROP).fitted(picture);
    }
}
