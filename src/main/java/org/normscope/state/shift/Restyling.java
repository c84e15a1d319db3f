package org.normscope.state.shift;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.style.Mixing;
import org.normscope.style.StyleCode;
import org.normscope.style.StyleLibrary;
import org.normscope.style.StyleNetwork;

/**
 * Paints pictures in the style of a painting; what depends on a picture or a painting alone is kept. Used by one thread
 * at a time.
 */
final class Restyling {
    private static final int KEPT = 12;

    private record Read(StyleNetwork.Content content, StyleCode own) { }

    private final GraphRunner runner;
    private final Map<Pixels, Read> contents = new Recent<>();
    private final Map<Pixels, StyleCode> codes = new Recent<>();
    private @Nullable StyleNetwork network;

    Restyling(GraphRunner runner) {
        this.runner = runner;
    }

    /**
     * @param weight of the painting's style; the rest is the picture's own, 0 the picture itself
     */
    Pixels painted(Pixels picture, Pixels painting, double weight) {
        if (network == null) network = new StyleLibrary(runner).builtIn();
        StyleNetwork painter = network;
        Read read = contents.computeIfAbsent(picture,
            content -> new Read(painter.read(content), painter.code(content)));
        StyleCode style = codes.computeIfAbsent(painting, painter::code);
        return painter.paint(read.content(), StyleCode.between(read.own(), style, weight), Mixing.INSTANCE);
    }

    private static final class Recent<V> extends LinkedHashMap<Pixels, V> {
        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pixels, V> eldest) {
            return size() > KEPT;
        }
    }
}
