/**
 * Figures of sets of cells: moments, quantiles, histograms. All are taken of ranges of an array, without a copy.
 * Begin at {@link org.normscope.stats.Moments}, whose inner loop is {@link org.normscope.stats.Lanes}.
 */
@NullMarked
package org.normscope.stats;

import org.jspecify.annotations.NullMarked;
