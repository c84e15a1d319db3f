package org.normscope.state.tree;

import org.normscope.image.Lanczos;
import org.normscope.image.Pixels;
import org.normscope.state.desk.PictureChoice;

/**
 * Content and style, opened, as their choices name them.
 *
 * @param content longer side at most {@link #LARGE}, as is the style's
 */
record TreePair(PictureChoice contentChoice, PictureChoice styleChoice, Pixels content, Pixels style) {
    /** Longer sides, pixels: of what is shown large, and of the thumbnails. */
    static final int LARGE = 512, SMALL = 160;

    static Pixels within(Pixels picture, int side) {
        return Math.max(picture.width(), picture.height()) <= side ? picture : Lanczos.scaled(picture, side);
    }

    TreePair small() {
        return new TreePair(contentChoice, styleChoice, within(content, SMALL), within(style, SMALL));
    }

    /** Whether it is of these choices. */
    boolean of(TreeSettings settings) {
        return contentChoice.equals(settings.content()) && styleChoice.equals(settings.style());
    }
}
