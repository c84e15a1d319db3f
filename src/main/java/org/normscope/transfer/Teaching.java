package org.normscope.transfer;

/** How a network is taught: ever more of it is trained on the new pictures. */
public enum Teaching {
    /** A new head on features that stay as they are. */
    HEAD,
    /** The head and the last blocks, from what they are. */
    BLOCKS,
    /** All of it, from fresh weights. */
    SCRATCH
}
