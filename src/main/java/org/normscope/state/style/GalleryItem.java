package org.normscope.state.style;

import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.state.desk.Picture;
import org.normscope.state.desk.PictureChoice;

/**
 * A style to choose.
 *
 * @param thumbnail the longer side at most {@link Picture#SIDE} pixels; null while it is not read
 * @param share     of the mixture, 0 where it is not in it
 * @param chosen    whether it is in the mixture
 * @param own       whether the user brought it, and can take it out again
 */
public record GalleryItem(PictureChoice picture, @Nullable Pixels thumbnail, double share, boolean chosen,
    boolean own) { }
