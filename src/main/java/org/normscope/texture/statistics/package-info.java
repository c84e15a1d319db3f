/** Textures as statistics: what has the same numbers shall look the same. */
@NullMarked
package org.normscope.texture.statistics;

import org.jspecify.annotations.NullMarked;
