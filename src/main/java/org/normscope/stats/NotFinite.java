package org.normscope.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Cells of maps that are NaN or infinite: a normalization divided by 0, or the numbers grew beyond their type. They are
 * told wherever maps are shown, since a colour cannot show them.
 *
 * @param cells    how many
 * @param channels that have any, in order, of all pictures
 */
public record NotFinite(long cells, List<Integer> channels) {
    public static final NotFinite NONE = new NotFinite(0, List.of());

    private static final int NAMED = 4;

    /** @param maps [N, C, H, W], or a value of lower rank with channels on the second axis */
    public static NotFinite of(Tensor maps) {
        Shape shape = maps.shape();
        int plane = Math.max(1, shape.plane());
        long cells = 0;
        boolean[] broken = new boolean[shape.c()];
        float[] data = maps.data();
        for (int i = 0; i < data.length; i++) {
            if (Math.abs(data[i]) <= Float.MAX_VALUE) continue;
            cells++;
            broken[i / plane % broken.length] = true;
        }
        List<Integer> channels = new ArrayList<>();
        for (int c = 0; c < broken.length; c++) if (broken[c]) channels.add(c);
        return new NotFinite(cells, List.copyOf(channels));
    }

    public boolean any() {
        return cells > 0;
    }

    /** The first channels, and how many more: 0, 3, 4, 7 +12. */
    public String brief() {
        String named = channels.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return channels.size() > NAMED ? named + " +" + (channels.size() - NAMED) : named;
    }
}
