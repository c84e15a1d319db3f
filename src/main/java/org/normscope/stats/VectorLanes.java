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
     * Empty where vectors are objects, and dozens of times slower: where the processor has no registers of 256 bits,
     * and where the JVM was told to do without its second compiler.
     */
    static Optional<Lanes> ifFast() {
        String how = System.getProperty("java.vm.info", "");
        return how.contains("emulated-client") || how.contains("interpreted") ? Optional.empty() : ifWide();
    }

    /** Empty where the processor has no registers of 256 bits. */
    static Optional<Lanes> ifWide() {
        return FloatVector.SPECIES_PREFERRED.length() < EIGHT.length() ? Optional.empty()
            : Optional.of(new VectorLanes());
    }

    @Override
    public void add(float[] data, int from, int to, float[] sums, float[] squares) {
        FloatVector a0 = FloatVector.fromArray(EIGHT, sums, 0), a1 = FloatVector.fromArray(EIGHT, sums, 8);
        FloatVector a2 = FloatVector.fromArray(EIGHT, sums, 16), a3 = FloatVector.fromArray(EIGHT, sums, 24);
        FloatVector q0 = FloatVector.fromArray(EIGHT, squares, 0), q1 = FloatVector.fromArray(EIGHT, squares, 8);
        FloatVector q2 = FloatVector.fromArray(EIGHT, squares, 16), q3 = FloatVector.fromArray(EIGHT, squares, 24);
        for (int i = from; i < to; i += COUNT) {
            FloatVector x0 = FloatVector.fromArray(EIGHT, data, i), x1 = FloatVector.fromArray(EIGHT, data, i + 8);
            FloatVector x2 = FloatVector.fromArray(EIGHT, data, i + 16);
            FloatVector x3 = FloatVector.fromArray(EIGHT, data, i + 24);
            a0 = a0.add(x0);
            a1 = a1.add(x1);
            a2 = a2.add(x2);
            a3 = a3.add(x3);
            q0 = x0.fma(x0, q0);
            q1 = x1.fma(x1, q1);
            q2 = x2.fma(x2, q2);
            q3 = x3.fma(x3, q3);
        }
        a0.intoArray(sums, 0);
        a1.intoArray(sums, 8);
        a2.intoArray(sums, 16);
        a3.intoArray(sums, 24);
        q0.intoArray(squares, 0);
        q1.intoArray(squares, 8);
        q2.intoArray(squares, 16);
        q3.intoArray(squares, 24);
    }
}
