package org.normscope.state.desk;

import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;

/**
 * A picture as it lies in the tray.
 *
 * @param choice     which picture it is
 * @param thumbnail  with its strokes, the longer side at most {@link Picture#SIDE} pixels
 * @param active     whether its maps are the ones shown
 * @param channelMap the pointed unit's map of this picture at the chosen layer, all of the batch on one scale; null
 *                   while nothing is pointed at
 * @param frame      of the file, from 0
 * @param frames     that the file has
 */
public record TrayItem(int index, PictureChoice choice, Pixels thumbnail, boolean active, @Nullable Pixels channelMap,
                       int frame, int frames) {
    /** File name, or what was pasted. */
    public String name() {
        return choice.name();
    }
}
