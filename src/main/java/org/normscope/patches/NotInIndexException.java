package org.normscope.patches;

/** A layer or unit was asked for that there is not. */
public class NotInIndexException extends IndexException {
    public NotInIndexException(String key, Object... arguments) {
        super(key, arguments);
    }
}
