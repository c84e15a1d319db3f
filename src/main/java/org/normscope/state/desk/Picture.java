package org.normscope.state.desk;

import java.util.List;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.Preprocessing;
import org.normscope.image.stroke.Stroke;
import org.normscope.image.stroke.Strokes;

/**
 * A decoded picture.
 *
 * @param thumbnail the longer side at most {@link #SIDE} pixels
 * @param sha256    of the file, all frames of which have it
 * @param frame     which frame or page of the file it is, from 0
 * @param frames    how many the file has; 1 of a still picture
 */
public record Picture(Pixels pixels, Pixels thumbnail, String sha256, int frame, int frames) {
    /** Longest side of a thumbnail, pixels. */
    public static final int SIDE = 128;

    /** A still picture. */
    public static Picture of(Pixels pixels, String sha256) {
        return of(pixels, sha256, 0, 1);
    }

    public static Picture of(Pixels pixels, String sha256, int frame, int frames) {
        double scale = Math.min(1, (double) SIDE / Math.max(pixels.width(), pixels.height()));
        int width = (int) Math.max(1, Math.round(pixels.width() * scale)),
            height = (int) Math.max(1, Math.round(pixels.height() * scale));
        Preprocessing shrinking = new Preprocessing(width, height, 0, 1, new float[3], new float[] {1, 1, 1},
            Preprocessing.Order.RGB, Preprocessing.Fit.STRETCH);
        return new Picture(pixels, shrinking.fitted(pixels), sha256, frame, frames);
    }

    public Pixels thumbnail(List<Stroke> strokes) {
        return Strokes.paint(thumbnail, new Placement(0, 0, pixels.width(), pixels.height()), strokes);
    }
}
