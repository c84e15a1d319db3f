/**
 * What a user draws over a picture: {@link org.normscope.image.stroke.Stroke}s of a brush, which become part of it or a
 * {@link org.normscope.image.stroke.Mask}. Begin at {@link org.normscope.image.stroke.Strokes}.
 */
@NullMarked
package org.normscope.image.stroke;

import org.jspecify.annotations.NullMarked;
