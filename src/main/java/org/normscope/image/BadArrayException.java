package org.normscope.image;

import org.normscope.text.Fault;

/** An array file cannot be read or written; the message says what is wrong and what to do, in one line. */
public class BadArrayException extends Fault {
    public BadArrayException(String key, Object... arguments) {
        super(key, arguments);
    }

    public BadArrayException(Throwable cause, String key, Object... arguments) {
        super(cause, key, arguments);
    }
}
