package org.normscope.state.shift;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.normscope.shift.IbnSurgery;

/**
 * What instance normalization is put where.
 *
 * @param ink  of the compared network that is operated on
 * @param mode how it comes in
 * @param rho  by layer name, where it is not 1: 1 is BN, the old network, 0 is IN
 */
public record SurgeryChoice(int ink, IbnSurgery.Mode mode, Map<String, Double> rho) {
    public SurgeryChoice {
        Map<String, Double> set = new TreeMap<>(rho);
        set.values().removeIf(value -> value == 1);
        rho = Collections.unmodifiableMap(set);
    }

    public SurgeryChoice with(String layer, double value) {
        Map<String, Double> next = new TreeMap<>(rho);
        next.put(layer, value);
        return new SurgeryChoice(ink, mode, next);
    }

    public SurgeryChoice withRho(Map<String, Double> next) {
        return new SurgeryChoice(ink, mode, next);
    }

    public SurgeryChoice withMode(IbnSurgery.Mode next) {
        return new SurgeryChoice(ink, next, rho);
    }
}
