package org.normscope.stats;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Eight lanes to a register. Only {@link Lanes} may name this class, and only where its module is there: without it, it
 * cannot be loaded.
 */
final class VectorLanes implements Lanes {
    private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;

    /**
     * Empty where the processor has no registers of 256 bits: there the vectors are objects, and dozens of times
     * slower.
     */
    static Optional<Lanes> ifFast() {
        return FloatVector.SPECIES_PREFERRED.length() < EIGHT.length() ? Optional.empty()
            : Optional.of(new VectorLanes());
    }

    @Override
    public void add(float[] data, int from, int to, float[] sums, float[] squares) {
        FloatVector a0 = FloatVector.fromArray(EIGHT, sums, 0), a1 = FloatVector.fromArray(EIGHT, sums, 8);
        FloatVector q0 = FloatVector.fromArray(EIGHT, squares, 0), q1 = FloatVector.fromArray(EIGHT, squares, 8);
        for (int i = from; i < to; i += COUNT) {
            FloatVector x0 = FloatVector.fromArray(EIGHT, data, i), x1 = FloatVector.fromArray(EIGHT, data, i + 8);
            a0 = a0.add(x0);
            a1 = a1.add(x1);
            q0 = x0.fma(x0, q0);
            q1 = x1.fma(x1, q1);
        }
        a0.intoArray(sums, 0);
        a1.intoArray(sums, 8);
        q0.intoArray(squares, 0);
        q1.intoArray(squares, 8);
    }
}
