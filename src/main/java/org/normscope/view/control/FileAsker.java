package org.normscope.view.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.normscope.image.PictureFormat;
import org.normscope.state.desk.Dropped;

/** Asks the user for files: by the system's dialogs in the program, by an answer prepared in tests. */
public interface FileAsker {
    /** What is asked for, with the endings it may have. */
    enum Kind {
        ANYTHING("fileKind.anything", PictureFormat.allGlobs(Stream.concat(Stream.of("*.onnx", "*.normscope"),
            Stream.of(Dropped.globsOfLabels())).toArray(String[]::new))),
        PICTURE("fileKind.picture", PictureFormat.allGlobs()),
        NETWORK("fileKind.network", "*.onnx"),
        SESSION("fileKind.session", "*.normscope"),
        SESSION_OR_PAINTED("fileKind.sessionOrPainted",
            PictureFormat.globs(List.of("*.normscope"), PictureFormat.PNG, PictureFormat.JPEG)),
        PNG("fileKind.png", PictureFormat.globs(List.of(), PictureFormat.PNG)),
        SAVED_PICTURE("fileKind.savedPicture", PictureFormat.globs(List.of(), PictureFormat.PNG, PictureFormat.JPEG)),
        SVG("fileKind.svg", "*.svg"),
        NPY("fileKind.npy", "*.npy"),
        CSV("fileKind.csv", "*.csv"),
        JSON("fileKind.json", "*.json"),
        INPUT("fileKind.input", PictureFormat.allGlobs("*.npy")),
        LABELS("fileKind.labels", Dropped.globsOfLabels()),
        FILM("fileKind.film", PictureFormat.globs(List.of(), PictureFormat.GIF)),
        POSTER("fileKind.poster",
            PictureFormat.globs(List.of("*.pdf"), PictureFormat.PNG, PictureFormat.JPEG));

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

        /** With the first of its endings where it has none of them: a session that is called "my" is my.normscope. */
        public Path named(Path file) {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            boolean ends = endings.stream().anyMatch(glob -> name.endsWith(glob.substring(1).toLowerCase(Locale.ROOT)));
            return ends ? file : file.resolveSibling(file.getFileName() + endings.get(0).substring(1));
        }
    }

    /** Existing files; none where the user thought better of it. */
    List<Path> open(Kind kind);

    /** Where a file lies now that is not where it was. */
    Optional<Path> find(Kind kind, String was);

    /** A file to write. */
    Optional<Path> save(Kind kind, String suggestedName);

    /** Whether the window closes all the same. @param running what is lost then, in words */
    boolean loses(String running);

    /** A folder. @param key of the message that says what for */
    Optional<Path> folder(String key);
}
