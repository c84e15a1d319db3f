package org.normscope.color;

import java.util.Optional;

/**
 * Where each unit's map lies in the picture of a layer: tiles in rows, a gap between them. One unit large is a mosaic
 * of one tile. Of maps that are slices one below the other a tile may hold one slice only.
 *
 * @param first  first unit shown
 * @param units  number of units shown
 * @param columns tiles in a row
 * @param tileWidth  cells of a map's row = pixels of a tile's row
 * @param tileHeight rows of a map that are shown
 * @param gap    pixels between tiles
 * @param row    the first row of a map that is shown
 */
public record Mosaic(int first, int units, int columns, int tileWidth, int tileHeight, int gap, int row) {
    /** A cell of a unit. */
    public record Spot(int c, int y, int x) { }

    /** Of whole maps. */
    public Mosaic(int first, int units, int columns, int tileWidth, int tileHeight, int gap) {
        this(first, units, columns, tileWidth, tileHeight, gap, 0);
    }

    /** The same tiles, filled from another row of the maps on. */
    public Mosaic from(int nextRow) {
        return new Mosaic(first, units, columns, tileWidth, tileHeight, gap, nextRow);
    }

    public int rows() {
        return (units + columns - 1) / columns;
    }

    public int width() {
        return columns * (tileWidth + gap) - gap;
    }

    public int height() {
        return rows() * (tileHeight + gap) - gap;
    }

    /** Left edge of a unit's tile, pixels of the mosaic. */
    public int left(int unit) {
        return (unit - first) % columns * (tileWidth + gap);
    }

    /** Top edge of a unit's tile. */
    public int top(int unit) {
        return (unit - first) / columns * (tileHeight + gap);
    }

    /** Whether a cell is among those shown. */
    public boolean shows(Spot at) {
        return at.c() >= first && at.c() < first + units && at.y() >= row && at.y() < row + tileHeight;
    }

    /** Left edge of a cell, pixels of the mosaic. */
    public int left(Spot at) {
        return left(at.c()) + at.x();
    }

    /** Top edge of a cell. */
    public int top(Spot at) {
        return top(at.c()) + at.y() - row;
    }

    /** The cell under a pixel of the mosaic; empty in the gaps and outside. */
    public Optional<Spot> spotAt(int px, int py) {
        if (px < 0 || py < 0) return Optional.empty();
        int column = px / (tileWidth + gap), line = py / (tileHeight + gap);
        int x = px % (tileWidth + gap), y = py % (tileHeight + gap), unit = line * columns + column;
        boolean hit = column < columns && unit < units && x < tileWidth && y < tileHeight;
        return hit ? Optional.of(new Spot(first + unit, row + y, x)) : Optional.empty();
    }

    /** The mosaic of all units whose tiles are largest in a picture of an aspect (width over height). */
    public static Mosaic of(int first, int units, int tileWidth, int tileHeight, double aspect) {
        int gap = Math.max(1, Math.round(Math.max(tileWidth, tileHeight) / 24f));
        Mosaic best = new Mosaic(first, units, 1, tileWidth, tileHeight, gap);
        for (int columns = 2; columns <= units; columns++) {
            Mosaic next = new Mosaic(first, units, columns, tileWidth, tileHeight, gap);
            if (next.magnification(aspect) > best.magnification(aspect)) best = next;
        }
        return best;
    }

    /** Of the mosaic filling a picture that is 1 high and {@code aspect} wide. */
    private double magnification(double aspect) {
        return Math.min(aspect / width(), 1.0 / height());
    }
}
