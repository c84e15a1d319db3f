/**
 * The Transfer workspace: the open network taught new classes, and why so few pictures are enough. Begin at
 * {@code TransferModel}.
 */
@NullMarked
package org.normscope.state.transfer;

import org.jspecify.annotations.NullMarked;
