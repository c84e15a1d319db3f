package org.normscope.node;

import org.normscope.text.Fault;

/** Pictures that a node cannot work on: too large, none given, nothing in them. */
public final class NotPaintedException extends Fault {
    public NotPaintedException(String key, Object... arguments) {
        super(key, arguments);
    }
}
