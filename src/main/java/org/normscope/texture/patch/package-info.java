/** Textures from pieces of the sample: nothing is modelled, what fits is copied. */
@NullMarked
package org.normscope.texture.patch;

import org.jspecify.annotations.NullMarked;
