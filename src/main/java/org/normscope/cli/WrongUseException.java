package org.normscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.normscope.text.Fault;

/** What was asked for does not fit the network or the options: exit code 2. */
class WrongUseException extends Fault {
    WrongUseException(String key, Object... arguments) {
        super(key, arguments);
    }

    /**
     * @param out    a file that is to be written
     * @param others files that are read or written beside it, and what is built in
     * @throws WrongUseException where one of them is the same: it would be lost
     */
    static void requireApart(Path out, @Nullable String... others) {
        for (String other : others) {
            if (other != null && !other.startsWith("builtin:") && isSame(out, Path.of(other))) {
                throw new WrongUseException("cli.out", out.toString());
            }
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(one) && Files.exists(other) ? Files.isSameFile(one, other)
                : one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
        } catch (IOException e) {
            return false;
        }
    }
}
