package org.normscope.view.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.normscope.image.PictureFormat;

/** Asks the user for files: by the system's dialogs in the program, by an answer prepared in tests. */
public interface FileAsker {
    /** What is asked for, with the endings it may have. */
    enum Kind {
        ANYTHING("fileKind.anything", PictureFormat.allGlobs("*.onnx", "*.normscope")),
        PICTURE("fileKind.picture", PictureFormat.allGlobs()),
        NETWORK("fileKind.network", "*.onnx"),
        SESSION("fileKind.session", "*.normscope"),
        SESSION_OR_PAINTED("fileKind.sessionOrPainted",
            PictureFormat.globs(List.of("*.normscope"), PictureFormat.PNG, PictureFormat.JPEG)),
        PNG("fileKind.png", PictureFormat.globs(List.of(), PictureFormat.PNG)),
        SAVED_PICTURE("fileKind.savedPicture", PictureFormat.globs(List.of(), PictureFormat.PNG, PictureFormat.JPEG)),
        NPY("fileKind.npy", "*.npy"),
        CSV("fileKind.csv", "*.csv"),
        JSON("fileKind.json", "*.json"),
        POSTER("fileKind.poster", "*.pdf", "*.png", "*.jpg");

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
