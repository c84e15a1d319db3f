package org.normscope.texture.statistics;

import org.normscope.image.plane.ColourAxes;
import org.normscope.image.plane.Planes;

/**
 * Colours of a sample turned onto the axes along which they vary, each axis of variance 1: channels that can be
 * worked on by themselves (Heeger and Bergen 1995, section 3.5; IPOL 2014).
 */
record PrincipalColours(ColourAxes axes) {
    /** Deviation below which an axis counts as flat; colours are 0 to 1. */
    private static final double FLAT = 1e-3;

    static PrincipalColours of(Planes sample) {
        return new PrincipalColours(ColourAxes.of(sample));
    }

    private double deviation(int axis) {
        return Math.max(FLAT, Math.sqrt(axes.variances()[axis]));
    }

    /** Whether nothing varies along an axis. */
    boolean flat(int axis) {
        return Math.sqrt(axes.variances()[axis]) < FLAT;
    }

    /** From red, green and blue. */
    Planes turned(Planes rgb) {
        Planes turned = Planes.empty(rgb.width(), rgb.height(), 3);
        for (int k = 0; k < 3; k++) {
            double[] axis = axes.axes()[k];
            for (int i = 0; i < rgb.size(); i++) {
                double sum = 0;
                for (int c = 0; c < 3; c++) sum += axis[c] * (rgb.values()[c][i] - axes.mean()[c]);
                turned.values()[k][i] = (float) (sum / deviation(k));
            }
        }
        return turned;
    }

    /** Back to red, green and blue. */
    Planes back(Planes turned) {
        Planes rgb = Planes.empty(turned.width(), turned.height(), 3);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < rgb.size(); i++) {
                double sum = axes.mean()[c];
                for (int k = 0; k < 3; k++) sum += axes.axes()[k][c] * deviation(k) * turned.values()[k][i];
                rgb.values()[c][i] = (float) sum;
            }
        }
        return rgb;
    }
}
