/**
 * Pictures taken apart by size and direction, and put together again. Begin at
 * {@link org.normscope.texture.pyramid.SteerablePyramid}.
 */
@NullMarked
package org.normscope.texture.pyramid;

import org.jspecify.annotations.NullMarked;
