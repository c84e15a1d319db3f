package org.normscope.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Placement;
import org.normscope.image.Preprocessing;
import org.normscope.image.Resampling;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.patches.field.Box;
import org.normscope.patches.field.ReceptiveField;
import org.normscope.patches.field.ReceptiveFields;
import org.normscope.tensor.Tensor;

/**
 * Where pictures fire each unit of a layer most: nine places a unit, no two of a picture, the strongest first; of
 * equals the picture with the lower hash, and of its cells the first.
 */
public final class StrongestPlaces {
    /** Places of a unit. */
    public static final int PLACES = 9;
    /** Of what lies in padding. */
    private static final int OUTSIDE = 0xFF4A525E;

    /**
     * One place.
     *
     * @param value the unit's activation there
     * @param x     column of the cell
     * @param y     row of the cell
     */
    public record Place(Example example, float value, int x, int y) { }

    private static final Comparator<Place> ORDER = Comparator.comparingDouble((Place place) -> -place.value())
        .thenComparing(place -> place.example().hash());

    private final Preprocessing preprocessing;
    private final ReceptiveField field;
    private final List<List<Place>> places;

    private StrongestPlaces(Network network, ReceptiveField field, int units) {
        preprocessing = network.spec().preprocessing();
        this.field = field;
        places = IntStream.range(0, units).mapToObj(unit -> (List<Place>) new ArrayList<Place>()).toList();
    }

    /**
     * Of several networks that have the layer in common and differ by their weights: each picture is read once.
     *
     * @param networks the first one tells what a cell sees
     * @param progress is told the share that is done, and may end the work by throwing
     * @throws org.normscope.image.BadPictureException where a picture is gone meanwhile
     */
    public static List<StrongestPlaces> of(List<Network> networks, Layer layer, List<Example> examples,
                                           GraphRunner runner, DoubleConsumer progress) {
        Network first = networks.get(0);
        ReceptiveField field = Objects.requireNonNull(ReceptiveFields.of(first, runner).get(layer.name()));
        List<StrongestPlaces> all = networks.stream().map(network -> new StrongestPlaces(network, field,
            layer.shape().c())).toList();
        for (int i = 0; i < examples.size(); i++) {
            progress.accept((double) i / examples.size());
            Tensor input = first.spec().preprocessing().apply(List.of(PictureSource.open(examples.get(i).file())));
            for (int k = 0; k < networks.size(); k++) {
                all.get(k).add(examples.get(i), networks.get(k).run(runner, input, List.of(layer.output()))
                    .get(layer.output()));
            }
        }
        return all;
    }

    private void add(Example example, Tensor maps) {
        int plane = maps.shape().plane(), wide = maps.shape().rank() < 4 ? 1 : maps.shape().w();
        for (int unit = 0; unit < places.size(); unit++) {
            int best = unit * plane;
            for (int i = best; i < (unit + 1) * plane; i++) if (maps.data()[i] > maps.data()[best]) best = i;
            List<Place> own = places.get(unit);
            Place place = new Place(example, maps.data()[best], (best - unit * plane) % wide,
                (best - unit * plane) / wide);
            if (own.size() == PLACES && ORDER.compare(place, own.get(PLACES - 1)) > 0) continue;
            own.add(place);
            own.sort(ORDER);
            if (own.size() > PLACES) own.remove(PLACES);
        }
    }

    /** Of a unit, the strongest first; fewer than nine where there are fewer pictures. */
    public List<Place> of(int unit) {
        return List.copyOf(places.get(unit));
    }

    /**
     * What the place sees of its picture, as sharp as that is. @param side pixels of the longer side
     *
     * @throws org.normscope.image.BadPictureException where the picture is gone meanwhile
     */
    public Pixels cut(Place place, int side) {
        Pixels picture = PictureSource.open(place.example().file()).overWhite();
        Placement whole = preprocessing.placement(picture.width(), picture.height());
        Box box = field.padded(place.y(), place.x());
        double across = whole.width() / preprocessing.width(), down = whole.height() / preprocessing.height();
        double left = box.x(), top = box.y(), wide = box.width(), high = box.height();
        // A field larger than the picture shows all of it, and none of the emptiness around.
        if (wide >= preprocessing.width()) {
            left = 0;
            wide = preprocessing.width();
        }
        if (high >= preprocessing.height()) {
            top = 0;
            high = preprocessing.height();
        }
        double longer = Math.max(wide * across, high * down);
        return Resampling.resample(picture, new Placement(whole.x() + left * across, whole.y() + top * down,
            wide * across, high * down), (int) Math.max(1, Math.round(side * wide * across / longer)),
            (int) Math.max(1, Math.round(side * high * down / longer)), OUTSIDE);
    }
}
