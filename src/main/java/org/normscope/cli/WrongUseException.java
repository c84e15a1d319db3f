package org.normscope.cli;

import org.normscope.text.Fault;

/** What was asked for does not fit the network or the options: exit code 2. */
class WrongUseException extends Fault {
    WrongUseException(String key, Object... arguments) {
        super(key, arguments);
    }
}
