package org.normscope.patches;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.normscope.image.Paper;
import org.normscope.image.Pixels;
import org.normscope.image.Sheet;
import org.normscope.image.SvgSheet;
import org.normscope.patches.field.ReceptiveField;
import org.normscope.text.Language;
import org.normscope.text.Messages;

/**
 * The figure of a layer: every 3 x 3 block is one unit and shows the nine patches that fire it most, best first, row by
 * row; three blocks a row. For print: 9 x 9 patches are 17 cm wide at 300 dots an inch.
 */
public final class PatchFigure {
    private static final int BLOCK = 3;
    private static final int PATCH = 204, HAIR = 4, GAP = 36, MARGIN = 48, CAPTION = 44, TITLE = 120;
    private static final int SIDE = BLOCK * PATCH + (BLOCK - 1) * HAIR;
    private static final int PAPER = 0xFFFFFFFF, INK = 0xFF1B1F24, FAINT = 0xFF5B6470,
        EMPTY = 0xFFF1F3F5, OUTSIDE = 0xFFD3D8DE;

    private final PatchIndex index;
    private final PatchCutter cutter;
    private final Ranking ranking;
    private final Language language;

    /** @param language of its words */
    public PatchFigure(PatchIndex index, Ranking ranking, Language language) {
        this.index = index;
        this.cutter = new PatchCutter(index.preprocessing(), OUTSIDE);
        this.ranking = ranking;
        this.language = language;
    }

    /** @param units of the layer, in the order in which they stand */
    public Pixels of(IndexedLayer layer, List<Integer> units) {
        Sheet sheet = new Sheet(width(units), height(units), PAPER);
        draw(sheet, layer, units);
        return sheet.pixels();
    }

    /**
     * Writes the figure: as SVG where the file's name ends so, else as a picture of the format that it says.
     *
     * @throws org.normscope.image.BadPictureException where the file cannot be written
     */
    public void write(IndexedLayer layer, List<Integer> units, Path file) {
        SvgSheet.figure(width(units), height(units), PAPER, sheet -> draw(sheet, layer, units), file);
    }

    private static int width(List<Integer> units) {
        int across = Math.min(BLOCK, units.size());
        return 2 * MARGIN + Math.max(across * SIDE + (across - 1) * GAP, SIDE * 2);
    }

    private static int height(List<Integer> units) {
        int rows = (units.size() + BLOCK - 1) / BLOCK;
        return 2 * MARGIN + TITLE + rows * (SIDE + CAPTION) + (rows - 1) * GAP / 2;
    }

    private void draw(Paper paper, IndexedLayer layer, List<Integer> units) {
        int room = width(units) - 2 * MARGIN;
        paper.write(index.subject().network() + " · " + layer.name(), MARGIN, MARGIN + 44, 46, room, INK);
        paper.write(layer.operator() + " · " + layer.units() + " × " + layer.size() + " · " + field(layer.field())
            + " · " + said("figure.pictures", index.pictures()), MARGIN, MARGIN + 88, 30, room, FAINT);
        for (int i = 0; i < units.size(); i++) {
            block(paper, layer, units.get(i), MARGIN + i % BLOCK * (SIDE + GAP),
                MARGIN + TITLE + i / BLOCK * (SIDE + CAPTION + GAP / 2));
        }
    }

    private String field(ReceptiveField field) {
        String size = field.wholePicture() ? said("layers.field.whole")
            : said("layers.field", String.valueOf(Math.round(field.width())),
                String.valueOf(Math.round(field.height())));
        return field.plusStatistics() ? size + said("layers.field.statistics") : size;
    }

    private String said(String key, Object... arguments) {
        return Messages.get(language, key, arguments);
    }

    private void block(Paper paper, IndexedLayer layer, int unit, int left, int top) {
        List<Patch> patches = index.top(layer, unit, ranking);
        for (int place = 0; place < BLOCK * BLOCK; place++) {
            int x = left + place % BLOCK * (PATCH + HAIR), y = top + place / BLOCK * (PATCH + HAIR);
            paper.fill(x, y, PATCH, PATCH, EMPTY);
            if (place >= patches.size()) continue;
            Pixels patch = cutter.cut(patches.get(place), PATCH);
            paper.lay(patch, x + (PATCH - patch.width()) / 2, y + (PATCH - patch.height()) / 2);
        }
        paper.write(said("figure.unit", unit), left, top + SIDE + 32, 26, SIDE / 2, INK);
        int without = index.distribution(layer, unit).numberless();
        String value = patches.isEmpty() ? "" : String.format(Locale.ROOT, "%.4g", patches.get(0).value());
        String broken = without == 0 ? "" : said("figure.numberless", without, index.pictures());
        paper.writeEndingAt(left + SIDE, value.isEmpty() || broken.isEmpty() ? value + broken : value + " · " + broken,
            top + SIDE + 32, 26, FAINT);
    }
}
