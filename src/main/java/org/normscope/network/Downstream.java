package org.normscope.network;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.normscope.onnx.Cut;
import org.normscope.tensor.Tensor;

/**
 * What the rest of a network makes of another value in one place: the network is cut there, everything that crosses the
 * cut is fed as the untouched network had it. Keep one as long as the place does not change: the engine keeps what it
 * made ready for it.
 */
public final class Downstream {
    private final Cut cut;
    private final List<String> asked;
    private final int fixedBatch;

    private Downstream(Cut cut, List<String> asked, int fixedBatch) {
        this.cut = cut;
        this.asked = asked;
        this.fixedBatch = fixedBatch;
    }

    /**
     * @param value the one that is replaced: a layer's output, an input
     * @param asked outputs and layers' outputs that are wanted
     */
    public static Downstream of(Network network, String value, Collection<String> asked) {
        List<String> wanted = List.copyOf(new LinkedHashSet<>(asked));
        return new Downstream(network.graph().after(value, wanted), wanted, network.fixedBatch());
    }

    /** The values that the untouched run has to be asked for, so that {@link #run} finds them there. */
    public Set<String> taps() {
        Set<String> taps = new LinkedHashSet<>(cut.crossing());
        taps.addAll(asked);
        taps.removeAll(cut.changed());
        return taps;
    }

    /** Those of the asked values that depend on the replaced one. */
    public List<String> changed() {
        return cut.changed();
    }

    /**
     * @param untouched a run of the whole network on the same pictures that was asked for {@link #taps()}
     * @param replaced  what stands in the value's place, of the same shape
     * @return all asked values, those that do not depend on the replaced one as they were
     */
    public Activations run(GraphRunner runner, Activations untouched, Tensor replaced) {
        Map<String, Tensor> feeds = new LinkedHashMap<>();
        cut.crossing().forEach(value -> feeds.put(value, untouched.get(value)));
        feeds.put(cut.value(), replaced);
        Activations rest = cut.changed().isEmpty() ? new Activations(Map.of(), 0)
            : Batches.run(runner, cut.tail(), feeds, cut.changed(), replaced.shape().n(), fixedBatch);
        Map<String, Tensor> values = new LinkedHashMap<>();
        for (String value : asked) {
            if (value.equals(cut.value())) values.put(value, replaced);
            else values.put(value, cut.changed().contains(value) ? rest.get(value) : untouched.get(value));
        }
        return new Activations(values, rest.seconds());
    }
}
