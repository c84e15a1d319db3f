package org.normscope;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.logging.Logger;
import javafx.application.Application;
import org.normscope.cli.NormScopeCommand;

/** The way in: without arguments the window, with them the command line. */
public final class Launcher {
    /** Kept here, because a logger that nobody holds forgets its filter. */
    private static final Logger TOOLKIT = Logger.getLogger("javafx");

    private Launcher() { }

    public static void main(String[] arguments) {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        // Java2D sets the equations and reads pictures; it must not open a display of its own beside JavaFX's.
        System.setProperty("java.awt.headless", "true");
        // The toolkit warns of being on the class path, where it works as well.
        TOOLKIT.setFilter(record -> !record.getMessage().startsWith("Unsupported JavaFX configuration"));
        if (arguments.length > 0) System.exit(command(arguments));
        if (hasDisplay()) Application.launch(NormScopeApp.class);
        else System.exit(withoutDisplay());
    }

    private static int withoutDisplay() {
        System.err.println(
            "normscope: there is no display (DISPLAY is not set); the window is rendered to normscope-tour instead");
        return command("tour", "--out", "normscope-tour");
    }

    /** Nothing but the answer goes to standard output: what libraries print there goes to standard error. */
    private static int command(String... arguments) {
        System.setOut(System.err);
        return NormScopeCommand.run(new Tour(), DataFolder.ofUser(), new FileOutputStream(FileDescriptor.out),
            System.err, arguments);
    }

    private static boolean hasDisplay() {
        boolean unix = !System.getProperty("os.name").startsWith("Windows")
            && !System.getProperty("os.name").startsWith("Mac");
        return !unix || System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    }
}
