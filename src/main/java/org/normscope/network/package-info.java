/**
 * A network to be looked at: a graph with its layers, its labels and its preprocessing. Whatever runs it is behind
 * {@link org.normscope.network.GraphRunner}. Begin at {@link org.normscope.network.Network}, which
 * {@link org.normscope.network.ModelLibrary} opens.
 */
@NullMarked
package org.normscope.network;

import org.jspecify.annotations.NullMarked;
