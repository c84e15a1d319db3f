package org.normscope.patches;

import java.util.List;
import java.util.Locale;
import org.normscope.image.Pixels;
import org.normscope.image.Sheet;

/**
 * The figure of a layer: every 3 x 3 block is one unit and shows the nine patches that fire it most, best first, row by
 * row; three blocks a row. For print: 9 x 9 patches are 17 cm wide at 300 dots an inch.
 */
public final class PatchFigure {
    private static final int BLOCK = 3;
    private static final int PATCH = 204, HAIR = 4, GAP = 36, MARGIN = 48, CAPTION = 44, TITLE = 120;
    private static final int PAPER = 0xFFFFFFFF, INK = 0xFF1B1F24, FAINT = 0xFF5B6470, EMPTY = 0xFFF1F3F5, OUTSIDE = 0xFFD3D8DE;

    private final PatchIndex index;
    private final PatchCutter cutter;
    private final Ranking ranking;

    public PatchFigure(PatchIndex index, Ranking ranking) {
        this.index = index;
        this.cutter = new PatchCutter(index.preprocessing(), OUTSIDE);
        this.ranking = ranking;
    }

    /** @param units of the layer, in the order in which they stand */
    public Pixels of(IndexedLayer layer, List<Integer> units) {
        int block = BLOCK * PATCH + (BLOCK - 1) * HAIR, rows = (units.size() + BLOCK - 1) / BLOCK;
        int across = Math.min(BLOCK, units.size());
        int width = 2 * MARGIN + Math.max(across * block + (across - 1) * GAP, block * 2);
        Sheet sheet = new Sheet(width, 2 * MARGIN + TITLE + rows * (block + CAPTION) + (rows - 1) * GAP / 2, PAPER);
        title(sheet, layer, width - 2 * MARGIN);
        for (int i = 0; i < units.size(); i++) {
            int x = MARGIN + i % BLOCK * (block + GAP), y = MARGIN + TITLE + i / BLOCK * (block + CAPTION + GAP / 2);
            block(sheet, layer, units.get(i), x, y);
        }
        return sheet.pixels();
    }

    private void title(Sheet sheet, IndexedLayer layer, int room) {
        sheet.write(index.subject().network() + " · " + layer.name(), MARGIN, MARGIN + 44, 46, room, INK);
        sheet.write(layer.operator() + " · " + layer.units() + " × " + layer.height() + " × " + layer.width() + " · " + field(layer.field())
            + " · " + index.pictures() + " pictures", MARGIN, MARGIN + 88, 30, room, FAINT);
    }

    private static String field(ReceptiveField field) {
        String size = field.wholePicture() ? "field: whole picture"
            : "field " + Math.round(field.width()) + " × " + Math.round(field.height()) + " px";
        return field.plusStatistics() ? size + ", plus whole-map statistics" : size;
    }

    private void block(Sheet sheet, IndexedLayer layer, int unit, int left, int top) {
        List<Patch> patches = index.top(layer, unit, ranking);
        List<Pixels> cut = cutter.cut(patches, PATCH);
        for (int place = 0; place < BLOCK * BLOCK; place++) {
            int x = left + place % BLOCK * (PATCH + HAIR), y = top + place / BLOCK * (PATCH + HAIR);
            sheet.fill(x, y, PATCH, PATCH, EMPTY);
            if (place >= cut.size()) continue;
            Pixels patch = cut.get(place);
            sheet.lay(patch, x + (PATCH - patch.width()) / 2, y + (PATCH - patch.height()) / 2);
        }
        String strongest = patches.isEmpty() ? "" : String.format(Locale.ROOT, "%.4g", patches.get(0).value());
        int below = top + BLOCK * (PATCH + HAIR) + 28;
        sheet.write("unit " + unit, left, below, 26, BLOCK * PATCH / 2, INK);
        sheet.write(strongest, left + BLOCK * (PATCH + HAIR) - HAIR - sheet.widthOf(strongest, 26), below, 26, BLOCK * PATCH / 2, FAINT);
    }
}
