package org.normscope.onnx.shape;

/**
 * One extent of a value, as far as it is known before anything runs: a number, or an offset from what a name stands
 * for. Equal extents are equal numbers in every run, so that two branches of a block are known to fit each other though
 * nobody knows how large the picture will be.
 *
 * @param base   empty where the extent is a number
 * @param offset the number, or what is added to the base
 */
public record Extent(String base, long offset) {
    /** Of an axis along which an operator broadcasts. */
    public static final Extent ONE = of(1);

    /** A number of cells. */
    public static Extent of(long number) {
        return new Extent("", number);
    }

    /** What a value has along an axis, where nothing else is known of it. */
    static Extent of(String value, int axis) {
        return named(value + "[" + axis + "]");
    }

    /** @param name of what is not known before the run: the same name stands for the same number */
    public static Extent named(String name) {
        return new Extent(name, 0);
    }

    /** Whether it is a number. */
    public boolean isKnown() {
        return base.isEmpty();
    }

    Extent plus(long more) {
        return new Extent(base, offset + more);
    }

    Extent plus(Extent other) {
        if (other.isKnown()) return plus(other.offset);
        return isKnown() ? other.plus(offset) : named("(" + this + " + " + other + ")");
    }

    Extent times(long factor) {
        if (factor == 1) return this;
        return isKnown() ? of(offset * factor) : named("(" + this + " * " + factor + ")");
    }

    Extent times(Extent other) {
        if (other.isKnown()) return times(other.offset);
        return isKnown() ? other.times(offset) : named("(" + this + " * " + other + ")");
    }

    /** Rounded down, or up. */
    Extent over(long divisor, boolean up) {
        if (divisor == 1) return this;
        if (isKnown()) return of(Math.floorDiv(up ? offset + divisor - 1 : offset, divisor));
        long whole = Math.floorDiv(offset, divisor);
        Extent rest = new Extent(base, offset - whole * divisor);
        return named((up ? "ceil(" : "floor(") + rest + " / " + divisor + ")").plus(whole);
    }

    @Override
    public String toString() {
        return isKnown() ? String.valueOf(offset) : offset == 0 ? base : base + (offset < 0 ? " - " : " + ")
            + Math.abs(offset);
    }
}
