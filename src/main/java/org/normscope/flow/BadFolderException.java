package org.normscope.flow;

import org.normscope.text.Fault;

/** A folder does not hold what it was given for; the message says what is missing and what to do, in one line. */
public final class BadFolderException extends Fault {
    BadFolderException(String key, Object... arguments) {
        super(key, arguments);
    }
}
