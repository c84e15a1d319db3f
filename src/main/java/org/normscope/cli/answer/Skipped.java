package org.normscope.cli.answer;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Something that a command goes on without, told on standard error: a file that is no picture, a style of no use. */
public final class Skipped {
    private Skipped() { }

    /** @param why in one line */
    public static void tell(CommandSpec command, @Nullable String why) {
        command.commandLine().getErr().println(command.qualifiedName() + ": skipped: " + why);
    }
}
