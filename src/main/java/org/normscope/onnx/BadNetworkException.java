package org.normscope.onnx;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.normscope.text.Fault;

/** A network cannot be read or run; the message says what is wrong and what to do, in one line. */
public class BadNetworkException extends Fault {
    public BadNetworkException(String key, Object... arguments) {
        super(key, oneLine(arguments));
    }

    public BadNetworkException(@Nullable Throwable cause, String key, Object... arguments) {
        super(cause, key, oneLine(arguments));
    }

    /** Names come from the file and may hold anything. */
    private static Object[] oneLine(Object... arguments) {
        return Arrays.stream(arguments)
            .map(a -> a instanceof String text ? text.replaceAll("\\p{Cntrl}+", " ") : a).toArray();
    }
}
