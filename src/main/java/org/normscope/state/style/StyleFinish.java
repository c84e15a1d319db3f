package org.normscope.state.style;

import org.normscope.image.Mask;
import org.normscope.image.Pixels;
import org.normscope.state.desk.PictureChoice;
import org.normscope.style.KeptColours;

/** What is done to a painted picture without the network: its colours, its mask. */
final class StyleFinish {
    private StyleFinish() { }

    /** @param content of the painted picture's size */
    static Pixels coloured(Pixels content, Pixels painted, StyleColours colours) {
        return switch (colours) {
            case STYLE -> painted;
            case LUMINANCE -> KeptColours.luminanceOnly(content, painted);
            case MATCHED -> KeptColours.matched(content, painted);
        };
    }

    /** The mask of the settings at a size; null where the style goes everywhere. */
    static Mask mask(StyleRequest request, int width, int height) {
        PictureChoice content = request.settings().content();
        if (content.strokes().isEmpty()) return null;
        Pixels whole = request.content().pixels();
        double softness = request.settings().brush().softness() * Math.min(whole.width(), whole.height());
        return Mask.of(content.strokes(), whole, softness, width, height);
    }

    static Pixels masked(StyleRequest request, Pixels content, Pixels painted) {
        Mask mask = mask(request, content.width(), content.height());
        return mask == null ? painted : mask.mix(content, painted);
    }
}
