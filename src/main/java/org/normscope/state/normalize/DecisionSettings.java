package org.normscope.state.normalize;

import java.util.OptionalInt;
import org.normscope.attribution.DecisionMethod;

/**
 * What is asked of the network's decision for the picture shown.
 *
 * @param asked   whether anything is: it costs a run back for every pane
 * @param method  see {@link DecisionMethod}
 * @param of      the class; {@link #FIRST} for the one that the untouched network puts first
 * @param against the class whose score is taken off; {@link #FIRST} for none
 * @param layer   whose maps are looked at, where the method looks at maps; empty for the last ones
 */
public record DecisionSettings(boolean asked, DecisionMethod method, int of, int against, String layer) {
    public static final int FIRST = -1;

    static DecisionSettings initial() {
        return new DecisionSettings(false, DecisionMethod.GRADCAM, FIRST, FIRST, "");
    }

    public DecisionSettings withAsked(boolean next) {
        return new DecisionSettings(next, method, of, against, layer);
    }

    public DecisionSettings withMethod(DecisionMethod next) {
        return new DecisionSettings(asked, next, of, against, layer);
    }

    public DecisionSettings withClasses(int nextOf, int nextAgainst) {
        return new DecisionSettings(asked, method, nextOf, nextAgainst, layer);
    }

    public DecisionSettings withLayer(String next) {
        return new DecisionSettings(asked, method, of, against, next);
    }

    OptionalInt other() {
        return against == FIRST ? OptionalInt.empty() : OptionalInt.of(against);
    }
}
