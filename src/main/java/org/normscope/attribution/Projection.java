package org.normscope.attribution;

import org.normscope.onnx.gradient.Relevance;
import org.normscope.onnx.gradient.Way;

/** How a cell that fires is traced back to the pixels that made it (Zeiler and Fergus 2014, figure 2, and later). */
public enum Projection {
    DECONVNET(Way.DECONVNET, true),
    GRADIENT(Way.GRADIENT, true),
    GUIDED(Way.GUIDED, true),
    /** The gradient times the picture, as the network takes it. */
    INPUT(Way.GRADIENT, false),
    /** Integrated gradients from black. */
    INTEGRATED(Way.GRADIENT, false),
    RELEVANCE(Relevance.composite(), false);

    private final Way way;
    private final boolean coloured;

    Projection(Way way, boolean coloured) {
        this.way = way;
        this.coloured = coloured;
    }

    Way way() {
        return way;
    }

    /** Whether what it finds is a change of colours; else it is each pixel's share, one number a pixel. */
    public boolean coloured() {
        return coloured;
    }
}
