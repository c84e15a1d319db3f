package org.normscope.cli.option;

import java.nio.file.Path;
import org.normscope.text.Fault;

/** A file that is read, or written already, was to be written: wrong use. */
public final class WrittenOverException extends Fault {
    WrittenOverException(Path file) {
        super("cli.out", file.toString());
    }
}
