package org.normscope.node;

import org.normscope.text.Fault;

/** A knob that a node has not, or a value that it cannot take. */
public final class BadKnobException extends Fault {
    BadKnobException(String key, Object... arguments) {
        super(key, arguments);
    }
}
