/**
 * From values to pixels: colour maps, scales, mosaics of maps. Begin at {@link org.normscope.color.Colorizer}.
 */
@NullMarked
package org.normscope.color;

import org.jspecify.annotations.NullMarked;
