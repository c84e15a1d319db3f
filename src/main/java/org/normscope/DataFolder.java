package org.normscope;

import java.nio.file.Path;
import java.util.Locale;

/** Where the program keeps what it has worked out for its user, where the system wants such things to lie. */
final class DataFolder {
    /** The system property that names another folder. */
    static final String PROPERTY = "normscope.data";

    private DataFolder() { }

    static Path ofUser() {
        String named = System.getProperty(PROPERTY);
        if (named != null) return Path.of(named);
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home"));
        if (system.startsWith("windows")) {
            return variable("LOCALAPPDATA", home.resolve("AppData/Local")).resolve("NormScope");
        }
        if (system.startsWith("mac")) return home.resolve("Library/Application Support/NormScope");
        return variable("XDG_DATA_HOME", home.resolve(".local/share")).resolve("normscope");
    }

    private static Path variable(String name, Path otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : Path.of(value);
    }
}
