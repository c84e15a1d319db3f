package org.normscope.state.style;

import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;

/**
 * A painted picture as it is shown.
 *
 * @param before       the content, of the same aspect; of a preview as large as it was seen before: it stays sharp
 * @param after        in the style, with its colours, inside the mask
 * @param veil         to lie over it while the mask is painted; null where there is no mask
 * @param settings     by which it was painted, see {@link StyleSettings#painted}
 * @param sharp        whether it has the size at which it is shown; else it is a preview
 * @param milliseconds that it took
 * @param ran          what of the network ran for it
 */
public record StyleFrame(Pixels before, Pixels after, @Nullable Pixels veil, StyleSettings settings, boolean sharp,
                         double milliseconds, Ran ran) {
    /**
     * All that the picture needed; the decoder alone, content and styles being known; nothing, where only colours or
     * mask changed.
     */
    public enum Ran { ALL, DECODER, NOTHING }

    StyleFrame withBefore(Pixels content) {
        return new StyleFrame(content, after, veil, settings, sharp, milliseconds, ran);
    }

    /** Longer side of what is painted, pixels. */
    public int side() {
        return Math.max(after.width(), after.height());
    }
}
