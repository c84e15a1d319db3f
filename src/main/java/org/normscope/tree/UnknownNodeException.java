package org.normscope.tree;

import org.normscope.text.Fault;

/** An id that no node of the tree has. */
public final class UnknownNodeException extends Fault {
    UnknownNodeException(String id, String there) {
        super("node.unknown", id, there);
    }
}
