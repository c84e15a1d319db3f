package org.normscope.onnx;

import org.normscope.text.Fault;

/** A network cannot be read or run; the message says what is wrong and what to do, in one line. */
public class BadNetworkException extends Fault {
    public BadNetworkException(String key, Object... arguments) {
        super(key, arguments);
    }

    public BadNetworkException(Throwable cause, String key, Object... arguments) {
        super(cause, key, arguments);
    }
}
