package org.normscope.view.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the user for files: by the system's dialogs in the program, by an answer prepared in tests. */
public interface FileAsker {
    /** What is asked for, with the endings it may have. */
    enum Kind {
        ANYTHING("fileKind.anything", "*.png", "*.jpg", "*.jpeg", "*.gif", "*.bmp", "*.webp", "*.tif", "*.tiff", "*.onnx", "*.normscope"),
        PICTURE("fileKind.picture", "*.png", "*.jpg", "*.jpeg", "*.gif", "*.bmp", "*.webp", "*.tif", "*.tiff"),
        NETWORK("fileKind.network", "*.onnx"),
        SESSION("fileKind.session", "*.normscope"),
        SESSION_OR_PAINTED("fileKind.sessionOrPainted", "*.normscope", "*.png", "*.jpg", "*.jpeg"),
        PNG("fileKind.png", "*.png"),
        SAVED_PICTURE("fileKind.savedPicture", "*.png", "*.jpg"),
        NPY("fileKind.npy", "*.npy"),
        CSV("fileKind.csv", "*.csv"),
        JSON("fileKind.json", "*.json");

        private final String key;
        private final List<String> endings;

        Kind(String key, String... endings) {
            this.key = key;
            this.endings = List.of(endings);
        }

        public String key() {
            return key;
        }

        public List<String> endings() {
            return endings;
        }
    }

    /** Existing files; none where the user thought better of it. */
    List<Path> open(Kind kind);

    /** A file to write. */
    Optional<Path> save(Kind kind, String suggestedName);

    /** A folder. @param key of the message that says what for */
    Optional<Path> folder(String key);
}
