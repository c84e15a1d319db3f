package org.normscope.cli.option;

import org.normscope.text.Fault;

/** What was asked for does not fit the network or the options: exit code 2. */
public class WrongUseException extends Fault {
    /** @param key of its message */
    public WrongUseException(String key, Object... arguments) {
        super(key, arguments);
    }
}
