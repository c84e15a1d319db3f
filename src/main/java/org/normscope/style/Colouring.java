package org.normscope.style;

import org.normscope.image.Pixels;

/** Whose colours a painted picture has: see {@link KeptColours} for the two that take the content's. */
public enum Colouring {
    /** The style's. */
    STYLE,
    /** The content's, of which only the brightness is painted. */
    LUMINANCE,
    /** The style's, moved to the content's mean and covariance. */
    MATCHED;

    /** @param content of the painted picture's size */
    public Pixels of(Pixels content, Pixels painted) {
        return switch (this) {
            case STYLE -> painted;
            case LUMINANCE -> KeptColours.luminanceOnly(content, painted);
            case MATCHED -> KeptColours.matched(content, painted);
        };
    }
}
