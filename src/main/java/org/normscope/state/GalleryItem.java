package org.normscope.state;

import org.normscope.image.Pixels;

/**
 * A style to choose.
 *
 * @param thumbnail the longer side at most {@link TrayItem#SIDE} pixels; null while it is not read
 * @param share     of the mixture, 0 where it is not in it
 * @param chosen    whether it is in the mixture
 * @param own       whether the user brought it, and can take it out again
 */
public record GalleryItem(PictureChoice picture, Pixels thumbnail, double share, boolean chosen, boolean own) { }
