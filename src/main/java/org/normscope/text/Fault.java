package org.normscope.text;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something the user has to be told: which file, what is wrong, what to do, in one line. It carries the message's key,
 * so that the window says it in the language chosen and the command line in English.
 */
public class Fault extends RuntimeException {
    private final String key;
    private final transient Object[] arguments;

    public Fault(String key, Object... arguments) {
        this(null, key, arguments);
    }

    public Fault(@Nullable Throwable cause, String key, Object... arguments) {
        super(said(Language.ENGLISH, key, arguments), cause);
        this.key = key;
        this.arguments = arguments;
    }

    /** In English. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** Of its message. */
    public String key() {
        return key;
    }

    public String message(Language language) {
        return said(language, key, arguments);
    }

    /** A fault among the arguments is said in the same language; names come from files and stay in the line. */
    private static String said(Language language, String key, Object... arguments) {
        return Messages.get(language, key, Arrays.stream(arguments)
            .map(argument -> argument instanceof Fault fault ? fault.message(language)
                : argument instanceof String name ? OneLine.of(name) : argument).toArray());
    }
}
