package org.normscope.style;

import java.util.List;
import java.util.Optional;
import org.normscope.image.Pixels;
import org.normscope.image.stroke.Mask;
import org.normscope.image.stroke.Stroke;

/** Where in a picture the style goes. */
public sealed interface StyleMask {
    StyleMask EVERYWHERE = new Brushed(List.of(), 0);

    /**
     * The mask at the painted picture's size; empty where the style goes everywhere.
     *
     * @param whole the content as it was opened
     */
    Optional<Mask> at(Pixels whole, int width, int height);

    /**
     * A grey picture, stretched to the content: white all of the style, black nothing.
     *
     * @param origin where it was read
     */
    record Drawn(String origin, Pixels picture) implements StyleMask {
        @Override
        public Optional<Mask> at(Pixels whole, int width, int height) {
            return Optional.of(Mask.of(picture, width, height));
        }
    }

    /**
     * Strokes in the content's own pixels, white ones put the style on, black ones take it off.
     *
     * @param softness how wide the edge is, as a share of the content's shorter side
     */
    record Brushed(List<Stroke> strokes, double softness) implements StyleMask {
        @Override
        public Optional<Mask> at(Pixels whole, int width, int height) {
            if (strokes.isEmpty()) return Optional.empty();
            double pixels = softness * Math.min(whole.width(), whole.height());
            return Optional.of(Mask.of(strokes, whole, pixels, width, height));
        }
    }
}
