package org.normscope.patches;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;

/**
 * The strongest places of every unit of a layer, best first, under one {@link Ranking}. Offering a place allocates
 * nothing and may be repeated.
 */
final class Strongest {
    /** Patches of a unit. */
    static final int PLACES = 9;
    /** Units that are written to the store together. */
    static final int CHUNK = 32;

    private final int units;
    private final boolean several;
    private final PictureHashes hashes;
    private final float[] values;
    private final int[] pictures;
    private final int[] cells;
    private final int[] counts;
    private final BitSet changed = new BitSet();

    Strongest(int units, boolean several, PictureHashes hashes) {
        this.units = units;
        this.several = several;
        this.hashes = hashes;
        values = new float[units * PLACES];
        pictures = new int[units * PLACES];
        cells = new int[units * PLACES];
        counts = new int[units];
    }

    /**
     * Whether a picture's place of that value can be among the nine; its cell is not asked, so a tie may still lose.
     */
    boolean wants(int unit, float value, int picture) {
        if (counts[unit] < PLACES) return true;
        int last = unit * PLACES + PLACES - 1;
        if (value != values[last]) return value > values[last];
        return hashes.compare(picture, pictures[last]) <= 0;
    }

    /** What a place has to reach to be among the nine. */
    float least(int unit) {
        return counts[unit] < PLACES ? Float.NEGATIVE_INFINITY : values[unit * PLACES + PLACES - 1];
    }

    void offer(int unit, float value, int picture, int cell) {
        int start = unit * PLACES, end = start + counts[unit];
        for (int i = start; i < end; i++) {
            if (pictures[i] == picture && (!several || cells[i] == cell)) return;
        }
        int at = end;
        while (at > start && before(value, picture, cell, at - 1)) at--;
        if (at == start + PLACES) return;
        int moved = Math.min(end, start + PLACES - 1) - at;
        System.arraycopy(values, at, values, at + 1, moved);
        System.arraycopy(pictures, at, pictures, at + 1, moved);
        System.arraycopy(cells, at, cells, at + 1, moved);
        values[at] = value + 0f; // Makes one zero of both.
        pictures[at] = picture;
        cells[at] = cell;
        counts[unit] = Math.min(PLACES, counts[unit] + 1);
        changed.set(unit / CHUNK);
    }

    private boolean before(float value, int picture, int cell, int other) {
        if (value != values[other]) return value > values[other];
        int order = hashes.compare(picture, pictures[other]);
        return order != 0 ? order < 0 : cell < cells[other];
    }

    /** Takes out the places of these pictures. @return the units that lost one */
    BitSet without(Set<Integer> gone) {
        BitSet lost = new BitSet();
        for (int unit = 0; unit < units; unit++) {
            int kept = unit * PLACES, end = kept + counts[unit];
            for (int i = kept; i < end; i++) {
                if (gone.contains(pictures[i])) continue;
                values[kept] = values[i];
                pictures[kept] = pictures[i];
                cells[kept++] = cells[i];
            }
            if (kept == end) continue;
            counts[unit] = kept - unit * PLACES;
            lost.set(unit);
            changed.set(unit / CHUNK);
        }
        return lost;
    }

    int count(int unit) {
        return counts[unit];
    }

    float value(int unit, int place) {
        return values[unit * PLACES + place];
    }

    int picture(int unit, int place) {
        return pictures[unit * PLACES + place];
    }

    int cell(int unit, int place) {
        return cells[unit * PLACES + place];
    }

    /** Chunks that changed since they were last asked for. */
    BitSet takeChanged() {
        BitSet taken = (BitSet) changed.clone();
        changed.clear();
        return taken;
    }

    byte[] bytes(int chunk) {
        int from = chunk * CHUNK, to = Math.min(units, from + CHUNK);
        ByteBuffer bytes = ByteBuffer.allocate((to - from) * (1 + PLACES * 12));
        for (int unit = from; unit < to; unit++) {
            bytes.put((byte) counts[unit]);
            for (int i = unit * PLACES; i < unit * PLACES + counts[unit]; i++) {
                bytes.putFloat(values[i]).putInt(pictures[i]).putInt(cells[i]);
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** @throws java.nio.BufferUnderflowException where the bytes are no chunk */
    void read(int chunk, byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        for (int unit = chunk * CHUNK; unit < Math.min(units, (chunk + 1) * CHUNK); unit++) {
            counts[unit] = bytes.get();
            for (int i = unit * PLACES; i < unit * PLACES + counts[unit]; i++) {
                values[i] = bytes.getFloat();
                pictures[i] = bytes.getInt();
                cells[i] = bytes.getInt();
            }
        }
    }
}
