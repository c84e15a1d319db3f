/**
 * The normalizations: mathematics on tensors, without a network, a file or a window. What there is stands in
 * {@link org.normscope.normalize.Catalogue}; what each does is {@link org.normscope.normalize.Normalization}, where it
 * does it a {@link org.normscope.normalize.Site}. Begin at the catalogue, then read
 * {@link org.normscope.normalize.SharedStatistics}.
 */
@NullMarked
package org.normscope.normalize;

import org.jspecify.annotations.NullMarked;
