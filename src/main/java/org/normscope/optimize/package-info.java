/**
 * Minima of smooth functions of many numbers, by steps. A newcomer starts at {@code Descent}.
 */
@NullMarked
package org.normscope.optimize;

import org.jspecify.annotations.NullMarked;
