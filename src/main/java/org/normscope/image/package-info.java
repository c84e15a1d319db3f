/**
 * Pictures: their formats, reading and writing, resampling, the way from pixels to a network's input. AWT is used here
 * and is not seen outside. Begin at {@link org.normscope.image.Pixels} and {@link org.normscope.image.PictureSource}.
 */
@NullMarked
package org.normscope.image;

import org.jspecify.annotations.NullMarked;
