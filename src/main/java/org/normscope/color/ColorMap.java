package org.normscope.color;

/** From a position in 0..1 to a colour. */
public interface ColorMap {
    String id();

    /** True where 0.5 is the neutral colour and signed data must be centred on it. */
    boolean diverging();

    /** 256 colours 0xFFRRGGBB from low to high. */
    int[] table();
}
