/**
 * Receptive fields, from the graph's own strides, pads, dilations and branches. A newcomer starts at {@code
 * ReceptiveFields}.
 */
@NullMarked
package org.normscope.patches.field;

import org.jspecify.annotations.NullMarked;
