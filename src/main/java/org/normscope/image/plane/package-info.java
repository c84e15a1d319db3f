/**
 * Pictures as planes of floats, and the filters that every hand-made way of painting begins with. Begin at
 * {@link org.normscope.image.plane.Planes}.
 */
@NullMarked
package org.normscope.image.plane;

import org.jspecify.annotations.NullMarked;
