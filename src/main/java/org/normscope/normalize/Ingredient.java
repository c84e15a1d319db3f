package org.normscope.normalize;

/** The quantities inside a normalization that can be shown as maps. */
public enum Ingredient {
    /** mu, what is subtracted. */
    MEAN,
    /** sigma = sqrt(variance), before eps. */
    DEVIATION,
    /** All that the (centred) value is divided by, eps, roots and powers included. */
    DENOMINATOR
}
