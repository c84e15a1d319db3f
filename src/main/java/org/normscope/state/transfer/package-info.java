/**
 * The Transfer workspace: the open network taught new classes, and why so few pictures are enough. Begin at
 * {@code TransferModel}.
 */
package org.normscope.state.transfer;
