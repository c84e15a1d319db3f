package org.normscope.state.style;

import java.util.Arrays;
import java.util.List;
import org.normscope.style.FastStyle;
import org.normscope.style.StyleLibrary;
import org.normscope.style.StyleNetwork;
import org.normscope.style.StyleSite;
import org.normscope.style.ValueRange;

/**
 * What there is to say of the network that paints.
 *
 * @param builtIn     whether it is the one of the program
 * @param takesStyles false where its style lies in its weights: then there is nothing to weigh
 * @param channels    of its normalization sites, in order; empty where there is nothing to mix
 * @param in          how its input stands for levels, one of {@link #RANGES}; empty where that is known for certain
 * @param out         the same of its output
 * @param linear      whether it counts levels in proportion to light
 * @param fixed       "256 × 256" where it takes one size only, else empty
 */
public record StyleEngine(String name, boolean builtIn, boolean takesStyles, List<Integer> channels, String in,
                          String out, boolean linear, String fixed) {
    /** Names of the ranges that can be chosen. */
    public static final List<String> RANGES = Arrays.stream(ValueRange.values()).map(Enum::name).toList();

    static StyleEngine of(StyleNetwork network) {
        FastStyle fast = network instanceof FastStyle one ? one : null;
        return new StyleEngine(network.name(), network.name().equals(StyleLibrary.BUILT_IN), network.takesStyles(),
            network.sites().stream().map(StyleSite::channels).toList(), fast == null ? "" : fast.in().name(),
            fast == null ? "" : fast.out().name(), fast != null && fast.isLinear(),
            fast == null ? "" : fast.fixedSize().map(size -> size[0] + " × " + size[1]).orElse(""));
    }
}
