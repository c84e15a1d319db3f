/**
 * Receptive fields, from the graph's own strides, pads, dilations and branches. A newcomer starts at {@code
 * ReceptiveFields}.
 */
package org.normscope.patches.field;
