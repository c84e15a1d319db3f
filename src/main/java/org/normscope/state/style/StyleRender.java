package org.normscope.state.style;

import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.state.desk.Words;

/**
 * Where the rendering at full size, the refining, or the painting of a folder stands.
 *
 * @param progress 0 to 1
 * @param doing    what it does; null while nothing runs
 * @param made     what was made last; null before, and where it was let go
 * @param paused   whether what runs waits
 */
public record StyleRender(double progress, @Nullable Words doing, @Nullable StyleMade made, boolean paused) {
    static final StyleRender NONE = new StyleRender(0, null, null);

    StyleRender(double progress, @Nullable Words doing, @Nullable StyleMade made) {
        this(progress, doing, made, false);
    }

    /** The whole of what was made. */
    public @Nullable Pixels picture() {
        return made == null ? null : made.sizes().get(0);
    }

    public boolean running() {
        return doing != null;
    }
}
