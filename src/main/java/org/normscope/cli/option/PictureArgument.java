package org.normscope.cli.option;

import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import picocli.CommandLine.Model.CommandSpec;

/** A picture named on the command line. */
public final class PictureArgument {
    private PictureArgument() { }

    /** Opened; what is wrong with a file that is read all the same is said on standard error. */
    public static Pixels open(CommandSpec command, String origin) {
        return PictureSource.open(origin,
            notice -> command.commandLine().getErr().println(command.qualifiedName() + ": " + notice.getMessage()));
    }
}
