/** Colour alone carried from one picture to another, the oldest way to take on a style. */
@NullMarked
package org.normscope.paint.color;

import org.jspecify.annotations.NullMarked;
