package org.normscope.state.style;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.normscope.image.Lanczos;
import org.normscope.image.Pixels;
import org.normscope.image.stroke.Mask;
import org.normscope.state.desk.Picture;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.stage.Memo;
import org.normscope.style.StyleCode;
import org.normscope.style.StyleNetwork;
import org.normscope.task.Stop;

/**
 * Paints requests one after the other and runs of the network only what has changed. What was made for the last one is
 * kept; codes of styles are kept for all painters together. One painter is used by one thread at a time.
 */
final class StylePainter {
    /** So many times enlarged at most, where the screen shows a picture larger than it is: strokes are sharp then. */
    private static final int MOST = 4;
    private static final int VEIL = 0x99101217;

    /** What all painters know: codes, which are small, and how often what ran. Thread-safe. */
    static final class Known {
        private static final int CODES = 64;

        private record Key(StyleNetwork network, String sha256, int frame) { }

        private final Map<Key, StyleCode> codes = new LinkedHashMap<>(16, 0.75f, true);
        private final AtomicLong contents = new AtomicLong();
        private final AtomicLong styles = new AtomicLong();
        private final AtomicLong decodes = new AtomicLong();

        /** The content's own code and the styles', by their shares; none where the network takes none. */
        StyleCode code(StyleRequest request, Picture content, Runnable made) {
            if (!request.network().takesStyles()) return StyleCode.NONE;
            List<StyleCode> styles = request.styles().stream()
                .map(style -> code(request.network(), style, made)).toList();
            return request.recipe().code(code(request.network(), content, made), styles);
        }

        /** Locked while a code is made: another painter needs the same one next. */
        private synchronized StyleCode code(StyleNetwork network, Picture picture, Runnable made) {
            Key key = new Key(network, picture.sha256(), picture.frame());
            StyleCode code = codes.get(key);
            if (code == null) {
                code = network.code(picture.pixels());
                styles.incrementAndGet();
                made.run();
                codes.put(key, code);
                if (codes.size() > CODES) codes.remove(codes.keySet().iterator().next());
            }
            return code;
        }

        StyleRuns runs() {
            return new StyleRuns(contents.get(), styles.get(), decodes.get());
        }
    }

    private record Sized(Pixels pixels, int side) { }

    private record Read(StyleNetwork network, Pixels pixels) { }

    private record Masked(Picture content, PictureChoice strokes, double softness, int width, int height) { }

    private record Finished(Pixels painted, StyleColours colours) { }

    private final Known known;
    private final Memo<Sized, Pixels> sized = new Memo<>();
    private final Memo<Read, StyleNetwork.Content> read = new Memo<>();
    private final Memo<StyleRequest.Painting, Pixels> painted = new Memo<>();
    private final Memo<Finished, Pixels> coloured = new Memo<>();
    private final Memo<Masked, Mask> mask = new Memo<>();
    /** What ran for the request at hand. */
    private boolean encoded;
    private boolean decoded;

    StylePainter(Known known) {
        this.known = known;
    }

    /**
     * @param sharp what the frame says of itself
     * @throws java.util.concurrent.CancellationException where it was stopped; what was made until then is kept
     */
    StyleFrame paint(StyleRequest request, boolean sharp, Stop stop) {
        long start = System.nanoTime();
        encoded = false;
        decoded = false;
        int own = Math.max(request.content().pixels().width(), request.content().pixels().height());
        Pixels content = sized.get(new Sized(request.content().pixels(), sharp
            ? Math.min(request.side(), MOST * own) : Math.min(request.side(), own)),
            key -> scaled(key.pixels(), key.side()));
        StyleCode code = known.code(request, request.content(), () -> encoded = true);
        StyleNetwork.Content ready = read.get(new Read(request.network(), content), key -> {
            known.contents.incrementAndGet();
            encoded = true;
            return key.network().read(key.pixels());
        });
        stop.check();
        Pixels styled = painted.get(request.painting(), key -> {
            known.decodes.incrementAndGet();
            decoded = true;
            return key.network().paint(ready, code, key.mixing(), stop);
        });
        StyleSettings settings = request.settings();
        Pixels finished = coloured.get(new Finished(styled, settings.colours()),
            key -> key.colours().colouring().of(content, key.painted()));
        Mask where = settings.content().strokes().isEmpty() ? null : mask(request, content);
        return new StyleFrame(content, where == null ? finished : where.mix(content, finished),
            where == null ? null : where.veil(VEIL),
            settings, sharp, (System.nanoTime() - start) / 1e6,
            encoded ? StyleFrame.Ran.ALL : decoded ? StyleFrame.Ran.DECODER : StyleFrame.Ran.NOTHING);
    }

    /** Lets go of the content's maps, on any thread; a paint under way keeps its own. */
    void rest() {
        read.forget();
    }

    private Mask mask(StyleRequest request, Pixels content) {
        StyleSettings settings = request.settings();
        return mask.get(new Masked(request.content(), settings.content(), settings.brush().softness(),
            content.width(), content.height()),
            key -> request.mask().at(request.content().pixels(), key.width(), key.height()).orElseThrow());
    }

    /** Over white, the longer side so long, aspect kept. */
    static Pixels scaled(Pixels picture, int side) {
        return Lanczos.scaled(picture.overWhite(), side);
    }
}
