package org.normscope.network;

import org.normscope.onnx.BadNetworkException;

/** A key or value of {@code --input} is wrong: wrong use, not a wrong file. */
public class BadSettingException extends BadNetworkException {
    public BadSettingException(String key, Object... arguments) {
        super(key, arguments);
    }
}
