package org.normscope.style;

import java.util.List;
import org.normscope.image.Lanczos;
import org.normscope.image.Pixels;

/**
 * How a picture is painted, whoever asks for it: all that the result depends on beside the content and the network.
 *
 * @param styles  the mixture, up to {@link #MOST_STYLES}; empty where the network has its style in its weights
 * @param weight  of the style, in [0, 1]; the rest is the content's own
 * @param mixing  one share for all sites of the network, or one a site
 * @param side    of the result, the longer one, 1 to {@link #LARGEST} pixels; {@link #OWN_SIZE} for the content's own
 */
public record Recipe(List<WeightedStyle> styles, double weight, Mixing mixing, Colouring colours, StyleMask mask,
    int side) {
    /** Styles in a mixture. */
    public static final int MOST_STYLES = 4;
    /** Longer side of a painted picture, pixels: what {@link FullSize} does in 2 GB. */
    public static final int LARGEST = 4096;
    public static final int OWN_SIZE = 0;

    public Recipe {
        styles = List.copyOf(styles);
    }

    /** The content at the size that is painted. */
    public Pixels sized(Pixels content) {
        return side == OWN_SIZE ? content : Lanczos.scaled(content, side);
    }

    /**
     * The code that is painted: the content's own, and the styles' by their shares.
     *
     * @param codes of {@link #styles}, in their order
     */
    public StyleCode code(StyleCode own, List<StyleCode> codes) {
        List<Float> shares = styles.stream().map(style -> (float) style.share()).toList();
        return StyleCode.between(own, StyleCode.mix(codes, shares), weight);
    }
}
