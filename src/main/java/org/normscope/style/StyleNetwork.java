package org.normscope.style;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.onnx.Graph;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/**
 * A network that paints a picture in a style, in steps as long as what changes: {@link #code} for a new style,
 * {@link #read} for a new content, {@link #paint} for a slider. Immutable and thread-safe; runs on the caller's thread.
 */
public interface StyleNetwork {
    /** For the screen. */
    String name();

    /** The normalization sites in the order of the network; empty where it has none that can be mixed. */
    List<StyleSite> sites();

    /** False where the style lies in the weights: then no code is asked for. */
    boolean takesStyles();

    /** The code of a picture as a style. */
    StyleCode code(Pixels style);

    /** All that depends on the content alone. */
    Content read(Pixels content);

    /**
     * Paints a content that was read.
     *
     * @param code ignored where the network takes no styles
     * @param stop ends it at the next operator
     * @return of the content's size
     * @throws java.util.concurrent.CancellationException where it was stopped
     */
    Pixels paint(Content content, StyleCode code, Mixing mixing, Stop stop);

    /** As {@link #paint(Content, StyleCode, Mixing, Stop)}, to its end. */
    default Pixels paint(Content content, StyleCode code, Mixing mixing) {
        return paint(content, code, mixing, new Stop());
    }

    /**
     * The network from the picture to the picture in one graph, for {@link FullSize}.
     *
     * @return empty where it takes one size only, or mixes whole maps in another way than its sites do
     */
    Optional<WholeGraph> whole(StyleCode code, Mixing mixing);

    /**
     * The network with its style and its mixing in its weights: one picture in, one picture out, every site a
     * normalization of ONNX. It opens as any network does, and as a fast-style one. What {@link #paint} gives back of
     * a content at a low weight is not in it: it belongs to that content.
     */
    Graph frozen(StyleCode code, Mixing mixing);

    /** Sides of what {@link #whole} takes are multiples of it. */
    int step();

    /** A content made ready for the network that read it. Thread-safe. */
    final class Content {
        private record Again(Tensor own, Pixels painted) { }

        private final Pixels picture;
        private final Map<String, Tensor> features;
        private @Nullable Again again;

        /**
         * @param picture  as it was given
         * @param features by name
         */
        Content(Pixels picture, Map<String, Tensor> features) {
            this.picture = picture;
            this.features = features;
        }

        public Pixels picture() {
            return picture;
        }

        public Map<String, Tensor> features() {
            return features;
        }

        /** The content in its own style, painted at the first call and kept. */
        synchronized Pixels again(Tensor own, Supplier<Pixels> paint) {
            if (again == null || again.own != own) again = new Again(own, paint.get());
            return again.painted;
        }
    }
}
