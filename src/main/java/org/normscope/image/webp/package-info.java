/**
 * Lossless WebP, bit by bit. A newcomer starts at {@code LosslessPicture}.
 */
@NullMarked
package org.normscope.image.webp;

import org.jspecify.annotations.NullMarked;
