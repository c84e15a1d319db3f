package org.normscope.state.style;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Lanczos;
import org.normscope.image.Pixels;

/**
 * A picture that a job has made.
 *
 * @param content  what it was made of, opaque, of any size
 * @param sizes    the picture, then halves of the one before: what is seen small is not drawn from far too many pixels
 * @param settings by which it was made
 * @param refined  null where it is as the network painted it
 */
public record StyleMade(Pixels content, List<Pixels> sizes, StyleSettings settings, @Nullable Refined refined) {
    /** Below so many pixels there is nothing to be halved. */
    private static final int SMALL = 1024;

    /**
     * What steps of descent came to.
     *
     * @param difference what they changed, about mid-grey
     * @param first      the loss of the network's answer
     * @param last       of what was found
     * @param seen       whether the difference is looked at, instead of the picture
     */
    public record Refined(Pixels difference, int steps, double first, double last, boolean seen) { }

    /** A picture as the network painted it. */
    static StyleMade of(Pixels content, Pixels picture, StyleSettings settings) {
        List<Pixels> sizes = new ArrayList<>(List.of(picture));
        for (int side = longer(picture); side > SMALL; side = longer(sizes.get(sizes.size() - 1))) {
            sizes.add(Lanczos.scaled(sizes.get(sizes.size() - 1), side / 2));
        }
        return new StyleMade(content.overWhite(), List.copyOf(sizes), settings, null);
    }

    private static int longer(Pixels picture) {
        return Math.max(picture.width(), picture.height());
    }

    /** What is looked at: the picture, or what refining changed of it. */
    public Pixels shown() {
        return refined != null && refined.seen ? refined.difference : sizes.get(0);
    }

    /** Whether the settings, as they are now, would make the same picture. */
    public boolean isOf(StyleSettings now) {
        return now.painted().equals(settings.painted());
    }

    /** @param side on screen, of the longer side, pixels */
    public StyleFrame frame(int side) {
        Pixels after = shown();
        if (after == sizes.get(0)) {
            for (Pixels size : sizes) if (longer(size) >= side) after = size;
        }
        return new StyleFrame(content, after, null, settings.painted(), true, 0, StyleFrame.Ran.NOTHING);
    }

    StyleMade seeing(boolean difference) {
        return refined == null ? this : new StyleMade(content, sizes, settings,
            new Refined(refined.difference, refined.steps, refined.first, refined.last, difference));
    }
}
