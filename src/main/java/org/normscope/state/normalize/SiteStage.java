package org.normscope.state.normalize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normscope.flow.FeatureMapFlow;
import org.normscope.flow.LayerSite;
import org.normscope.flow.Place;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.image.stroke.Strokes;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.state.desk.PaintedPicture;
import org.normscope.state.desk.stage.Memo;

/**
 * The heavy stage: from pictures with strokes to the maps of a layer. A picture that did not change since the last run
 * is neither fitted nor run again. Runs once at a time.
 */
final class SiteStage {
    record Request(Network network, Layer layer, List<PaintedPicture> pictures) { }

    /** @param seen the pictures as the network sees them */
    record Answer(Request request, LayerSite site, List<Pixels> seen) { }

    private record PlaceKey(Network network, Layer layer) { }

    private final FeatureMapFlow flow;
    private final Memo<PlaceKey, Place> places = new Memo<>();
    private @Nullable Network network;
    /** By the picture without strokes, and with them. */
    private Map<Pixels, Pixels> fitted = Map.of();
    private Map<PaintedPicture, Pixels> painted = Map.of();
    private Optional<LayerSite> last = Optional.empty();

    SiteStage(GraphRunner runner) {
        flow = new FeatureMapFlow(runner);
    }

    Answer run(Request request) {
        if (request.network() != network) {
            fitted = Map.of();
            painted = Map.of();
            network = request.network();
        }
        List<Pixels> seen = seen(request);
        Place place = places.get(new PlaceKey(request.network(), request.layer()),
            key -> Place.of(key.network(), key.layer()));
        LayerSite site = flow.site(place, seen, last);
        last = Optional.of(site);
        return new Answer(request, site, seen);
    }

    private List<Pixels> seen(Request request) {
        Preprocessing preprocessing = request.network().spec().preprocessing();
        Map<Pixels, Pixels> nowFitted = new HashMap<>();
        Map<PaintedPicture, Pixels> nowPainted = new HashMap<>();
        List<Pixels> seen = new ArrayList<>();
        for (PaintedPicture picture : request.pictures()) {
            Pixels whole = picture.picture();
            Pixels fit = fitted.containsKey(whole) ? fitted.get(whole) : preprocessing.fitted(whole);
            nowFitted.put(whole, fit);
            Pixels with = painted.containsKey(picture) ? painted.get(picture)
                : Strokes.paint(fit, preprocessing.placement(whole.width(), whole.height()), picture.strokes());
            nowPainted.put(picture, with);
            seen.add(with);
        }
        fitted = nowFitted;
        painted = nowPainted;
        return seen;
    }
}
