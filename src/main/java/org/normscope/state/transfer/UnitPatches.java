package org.normscope.state.transfer;

import java.util.List;
import java.util.stream.IntStream;
import org.normscope.image.Pixels;
import org.normscope.transfer.LayerChange;
import org.normscope.transfer.StrongestPlaces;

/**
 * A unit's strongest patches among the pictures that were learnt from, under the old weights and the new ones.
 *
 * @param change of the layer
 * @param unit   of the layer
 * @param before nine or fewer, the strongest first
 * @param after  the same with what training made of it
 */
public record UnitPatches(LayerChange change, int unit, Nine before, Nine after) {
    /** With their pixels. */
    public record Nine(List<StrongestPlaces.Place> places, List<Pixels> pixels) {
        static Nine of(StrongestPlaces strongest, int unit, int side) {
            List<StrongestPlaces.Place> places = strongest.of(unit);
            return new Nine(places, places.stream().map(place -> strongest.cut(place, side)).toList());
        }
    }

    /** How far the unit moved, as a share of its length. */
    public double moved() {
        return change.filters()[unit];
    }

    /** How many pictures are among the nine before and after. */
    public int same() {
        return (int) IntStream.range(0, after.places().size()).filter(i -> before.places().stream().anyMatch(place ->
            place.example().equals(after.places().get(i).example()))).count();
    }
}
