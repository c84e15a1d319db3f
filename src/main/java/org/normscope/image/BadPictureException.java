package org.normscope.image;

import org.normscope.text.Fault;

/** A picture cannot be read or written; the message says what is wrong and what to do, in one line. */
public class BadPictureException extends Fault {
    public BadPictureException(String key, Object... arguments) {
        super(key, arguments);
    }

    public BadPictureException(Throwable cause, String key, Object... arguments) {
        super(cause, key, arguments);
    }
}
