package org.normscope.state.normalize;

import org.normscope.state.desk.PictureChoice;
import org.normscope.text.PathName;

/**
 * What a pane's normalization takes from pictures beside the batch.
 *
 * @param style whose maps give gamma and beta; {@link PictureChoice#NONE} for the next picture of the tray
 * @param pool  folder whose pictures give the statistics; empty for the sample photos
 */
public record Borrowed(PictureChoice style, String pool) {
    public static final Borrowed NOTHING = new Borrowed(PictureChoice.NONE, "");

    public Borrowed withStyle(PictureChoice next) {
        return new Borrowed(next, pool);
    }

    public Borrowed withPool(String next) {
        return new Borrowed(style, next);
    }

    /** The folder's own name. */
    public String poolName() {
        return PathName.of(pool);
    }
}
