package org.normscope.state.layers;

import java.util.Map;
import org.normscope.patches.BuiltInCorpus;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.Placed;

/**
 * The choices of the Layers workspace; network and pictures are those of the Normalize workspace.
 *
 * @param layer    name of the chosen layer; where the network has none of that name, one is chosen for it
 * @param order    in which the units are paged through
 * @param page     nine units a page, from 0
 * @param unit     the opened unit, or {@link #FIRST}
 * @param place    which of its nine patches is shown in its picture, from 0
 * @param corpus   "builtin" or a folder
 * @param several  whether several of the nine may come from one picture
 * @param inside   whether patches that lie wholly inside their picture are preferred
 * @param compared the network beside; {@link #NOBODY} for none
 * @param plate    of the opened unit
 * @param concepts of the layer
 */
public record LayersSettings(String layer, UnitOrder order, int page, int unit, int place, String corpus,
                             boolean several, boolean inside, NetworkChoice compared, PlateSettings plate,
                             ConceptsSettings concepts)
    implements Placed {
    /** Of the workspace. */
    public static final String ID = "layers";
    /** Whichever unit comes first on the page. */
    public static final int FIRST = -1;
    public static final NetworkChoice NOBODY = new NetworkChoice("", "", Map.of());
    /** Units on a page, patches of a unit. */
    public static final int BLOCKS = 9, PLACES = 9;
    public static final String BUILT_IN = BuiltInCorpus.ROOT;

    /** At no layer yet; the units that the current picture fires most. */
    public static LayersSettings initial() {
        return new LayersSettings("", UnitOrder.STRENGTH, 0, FIRST, 0, BUILT_IN, false, true,
            NOBODY, PlateSettings.initial(), ConceptsSettings.initial());
    }

    public LayersSettings withLayer(String next) {
        return new LayersSettings(next, order, 0, FIRST, 0, corpus, several, inside, compared, plate, concepts);
    }

    @Override
    public LayersSettings atLayer(String next) {
        return next.equals(layer) ? this : withLayer(next);
    }

    /** On its page where units stand by number; else the page stays. */
    @Override
    public LayersSettings atUnit(int next) {
        return withUnit(next, order == UnitOrder.INDEX ? next / BLOCKS : page);
    }

    public LayersSettings withOrder(UnitOrder next) {
        return new LayersSettings(layer, next, 0, FIRST, 0, corpus, several, inside, compared, plate, concepts);
    }

    public LayersSettings withPage(int next) {
        return new LayersSettings(layer, order, next, FIRST, 0, corpus, several, inside, compared, plate, concepts);
    }

    public LayersSettings withUnit(int next, int nextPage) {
        return new LayersSettings(layer, order, nextPage, next, 0, corpus, several, inside, compared, plate, concepts);
    }

    public LayersSettings withPlace(int next) {
        return new LayersSettings(layer, order, page, unit, next, corpus, several, inside, compared, plate, concepts);
    }

    public LayersSettings withCorpus(String next) {
        return new LayersSettings(layer, order, page, unit, 0, next, several, inside, compared, plate, concepts);
    }

    public LayersSettings withRanking(boolean nextSeveral, boolean nextInside) {
        return new LayersSettings(layer, order, page, unit, 0, corpus, nextSeveral, nextInside, compared, plate,
            concepts);
    }

    public LayersSettings withCompared(NetworkChoice next) {
        return new LayersSettings(layer, order, page, unit, place, corpus, several, inside, next, plate, concepts);
    }

    /** The plate and the concepts stand in one place: what opens shuts the other. */
    public LayersSettings withPlate(PlateSettings next) {
        return new LayersSettings(layer, order, page, unit, place, corpus, several, inside, compared, next,
            next.open() ? concepts.withOpen(false) : concepts);
    }

    /** As {@link #withPlate}. */
    public LayersSettings withConcepts(ConceptsSettings next) {
        return new LayersSettings(layer, order, page, unit, place, corpus, several, inside, compared,
            next.open() ? plate.withOpen(false) : plate, next);
    }
}
