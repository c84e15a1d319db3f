package org.normscope.color;

import org.normscope.tensor.Tensor;

/**
 * Which value gets which colour: low the map's first colour, high its last, linear between, clipped outside.
 * NaN and infinities get {@link Colorizer#NOT_FINITE}.
 */
public record Scale(float low, float high, ColorMap map) {
    /** The share of the values that is clipped at each end, so that a few outliers do not take all the colours. */
    private static final double CLIPPED = 0.005;

    /** @throws IllegalArgumentException unless low lies below high, both finite */
    public Scale {
        if (!(low < high) || Float.isInfinite(low) || Float.isInfinite(high)) {
            throw new IllegalArgumentException("a scale from " + low + " to " + high);
        }
    }

    /**
     * A scale for all cells of these maps together, from the 0.5 % quantile to the 99.5 % one. Diverging maps reach
     * equally far to both sides of 0. Constant maps of value v get 0 to v, zeros alone 0 to 1; cells that are not
     * finite do not count.
     */
    public static Scale of(ColorMap map, Tensor... maps) {
        FloatRanks ranks = new FloatRanks(maps);
        float low = ranks.quantile(CLIPPED), high = ranks.quantile(1 - CLIPPED);
        if (low == high) { // Nearly all cells have one value: the others are what there is to see.
            low = ranks.quantile(0);
            high = ranks.quantile(1);
        }
        return spanning(map, low, high);
    }

    private static Scale spanning(ColorMap map, float low, float high) {
        if (map.diverging()) {
            float reach = Math.max(Math.abs(low), Math.abs(high));
            return reach == 0 ? new Scale(-1, 1, map) : new Scale(-reach, reach, map);
        }
        if (low < high) return new Scale(low, high, map);
        if (low == 0) return new Scale(0, 1, map);
        return low < 0 ? new Scale(low, 0, map) : new Scale(0, low, map);
    }

    /** Table entries for each unit of value. */
    float steps() {
        return (float) (255 / ((double) high - low));
    }
}
