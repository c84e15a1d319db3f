package org.normscope.state.shift;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normscope.shift.LayerShift;
import org.normscope.state.desk.RankedClass;
import org.normscope.text.Fault;

/**
 * How far one network's features and answers moved.
 *
 * @param layers  in their order; none where it failed
 * @param classes with their probabilities before and after, those that ever are most probable first; of the current
 *                picture
 * @param fault   why the network cannot be measured; null where it is
 */
public record NetworkShift(Compared compared, List<LayerShift> layers, List<RankedClass> classes,
    @Nullable Fault fault) {
    /** The same of the same network that stands there once more. */
    NetworkShift of(Compared other) {
        return new NetworkShift(other, layers, classes, fault);
    }
}
