package org.normscope.transfer;

import org.jspecify.annotations.Nullable;
import org.normscope.text.Fault;

/** Pictures, a cut or a training that nothing can be learnt with; the message says what is wrong and what to do. */
public final class TransferException extends Fault {
    public TransferException(String key, Object... arguments) {
        super(key, arguments);
    }

    public TransferException(@Nullable Throwable cause, String key, Object... arguments) {
        super(cause, key, arguments);
    }
}
