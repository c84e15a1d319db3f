package org.normscope.normalize;

import org.normscope.text.Fault;

/** A normalization cannot be applied at a site; the message says what is wrong and what to do, in one line. */
public class NotApplicableException extends Fault {
    public NotApplicableException(String key, Object... arguments) {
        super(key, arguments);
    }

    public NotApplicableException(Throwable cause, String key, Object... arguments) {
        super(cause, key, arguments);
    }
}
