package org.normscope.state.app;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normscope.image.AtomicFile;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.Recent;

/**
 * What the program remembers of its user from one start to the next. It is a convenience: where the file is missing,
 * damaged or cannot be written, the program starts as it did at first, and nobody is told.
 *
 * @param look   null where nothing is remembered
 * @param width  of the window in logical pixels, as it was last when it did not fill the screen; 0 where unknown
 * @param filled whether the window filled the screen
 * @param folder where the last file dialog ended; null where there was none
 * @param recent what was opened last, by kind
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Preferences(@Nullable Look look, double width, double height, boolean filled, @Nullable String folder,
                          Map<Recent.Kind, List<String>> recent) {
    public static final Preferences NONE = new Preferences(null, 0, 0, false, null, Map.of());
    private static final String FILE = "preferences.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    public Preferences {
        if (look != null && (look.theme() == null || look.language() == null)) look = null;
        recent = recent == null ? Map.of() : Map.copyOf(recent);
    }

    /** @param data folder of what the program keeps for its user */
    public static Preferences read(Path data) {
        try {
            Preferences read = JSON.readValue(Files.readAllBytes(data.resolve(FILE)), Preferences.class);
            return read == null ? NONE : read;
        } catch (IOException | IllegalArgumentException | NullPointerException damaged) {
            return NONE;
        }
    }

    public void write(Path data) {
        try {
            Files.createDirectories(data);
            AtomicFile.write(data.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        } catch (IOException full) {
            // The next start is as this one was.
        }
    }
}
