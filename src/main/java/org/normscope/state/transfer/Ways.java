package org.normscope.state.transfer;

import java.util.List;
import org.normscope.transfer.LessonCurve;
import org.normscope.transfer.Teaching;
import org.normscope.transfer.WayCurve;

/**
 * How accurate each way of teaching is, as far as it is known.
 *
 * @param curves of those ways of which a run is over
 * @param over   whether all runs are
 */
public record Ways(List<WayCurve> curves, boolean over) {
    public static final Ways NONE = new Ways(List.of(), false);

    public Ways {
        curves = List.copyOf(curves);
    }

    /**
     * The fewest pictures a class with which the frozen layers bring a head as far as all pictures bring a network from
     * scratch; 0 where that is not known, or with none.
     */
    public int enough() {
        return curve(Teaching.HEAD).stream().flatMap(head -> curve(Teaching.SCRATCH).stream().map(head::reaching))
            .filter(count -> count.isPresent() && count.getAsInt() != LessonCurve.ALL)
            .mapToInt(count -> count.getAsInt()).findFirst().orElse(0);
    }

    private List<WayCurve> curve(Teaching way) {
        return curves.stream().filter(curve -> curve.way() == way).toList();
    }
}
