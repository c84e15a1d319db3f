package org.normscope.state.style;

import java.util.List;
import org.normscope.state.desk.Picture;
import org.normscope.state.desk.PictureChoice;
import org.normscope.style.Mixing;
import org.normscope.style.Recipe;
import org.normscope.style.StyleMask;
import org.normscope.style.StyleNetwork;
import org.normscope.style.WeightedStyle;

/**
 * A picture to be painted.
 *
 * @param styles   the pictures of the settings' mixture, in its order
 * @param settings what it is painted by; of its files only what was opened counts
 * @param side     of the result, the longer one, pixels; only a sharp one is larger than its content
 */
record StyleRequest(StyleNetwork network, Picture content, List<Picture> styles, StyleSettings settings, int side) {
    /** What a run of the decoder depends on: requests of equal ones need no other run. */
    record Painting(StyleNetwork network, Picture content, int side, List<Picture> styles, List<Double> shares,
                    double weight, Mixing mixing) { }

    Painting painting() {
        List<Double> shares = settings.styles().stream().map(StyleShare::weight).toList();
        boolean coded = network.takesStyles();
        return new Painting(network, content, side, coded ? styles : List.of(), coded ? shares : List.of(),
            coded ? settings.weight() : 1, mixing());
    }

    /** For the sites that the network has. */
    Mixing mixing() {
        return settings.mixing(network.sites().size());
    }

    /** As it is painted at full size, from its content to what is written. */
    Recipe recipe() {
        boolean coded = network.takesStyles();
        List<WeightedStyle> mixture = settings.styles().stream()
            .map(share -> new WeightedStyle(place(share.picture()), share.weight())).toList();
        return new Recipe(coded ? mixture : List.of(), coded ? settings.weight() : 1, mixing(),
            settings.colours().colouring(), mask(), settings.fullSide());
    }

    StyleMask mask() {
        return new StyleMask.Brushed(settings.content().strokes(), settings.brush().softness());
    }

    /** Width and height of what is painted at full size. */
    int[] fullSize() {
        int width = content.pixels().width(), height = content.pixels().height();
        double scale = (double) settings.fullSide() / Math.max(width, height);
        return new int[] {(int) Math.max(1, Math.round(width * scale)), (int) Math.max(1, Math.round(height * scale))};
    }

    StyleRequest with(StyleSettings next, int nextSide) {
        return new StyleRequest(network, content, styles, next, nextSide);
    }

    /** What was pasted has no file: its name stands for the one that the user would have to make. */
    static String place(PictureChoice picture) {
        return picture.origin().startsWith(PictureChoice.PASTED) ? picture.name() : picture.origin();
    }
}
