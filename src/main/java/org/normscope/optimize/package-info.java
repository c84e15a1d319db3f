/**
 * Minima of smooth functions of many numbers, by steps. A newcomer starts at {@code Descent}.
 */
package org.normscope.optimize;
