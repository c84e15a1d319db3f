package org.normscope.patches;

import org.normscope.text.Fault;

/** An index cannot be built, read or written; the message names the file, what is wrong and what to do, in one line. */
public class IndexException extends Fault {
    static final String FULL = "patches.index.full";

    public IndexException(String key, Object... arguments) {
        super(key, arguments);
    }

    public IndexException(Throwable cause, String key, Object... arguments) {
        super(cause, key, arguments);
    }
}
