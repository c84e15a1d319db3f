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
    static Pixels print(StyleNetwork network) {
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

    private static Sample sample(String id) {
        return Samples.of(id).orElseThrow();
    }

    private static Pixels square(Pixels picture, int side) {
        return new Preprocessing(side, side, 0, 1, new float[3], new float[] {1, 1, 1}, Preprocessing.Order.RGB,
            Preprocessing.Fit.CROP).fitted(picture);
    }
}
