package org.normscope.state.style;

import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.state.desk.Words;

/**
 * Where the rendering at full size, or of a folder, stands.
 *
 * @param progress 0 to 1
 * @param doing    what it does; null while nothing runs
 * @param picture  what was rendered last; null before, and where it was let go
 * @param settings by which it was
 */
public record StyleRender(double progress, @Nullable Words doing, @Nullable Pixels picture,
    @Nullable StyleSettings settings) {
    static final StyleRender NONE = new StyleRender(0, null, null, null);

    public boolean running() {
        return doing != null;
    }
}
