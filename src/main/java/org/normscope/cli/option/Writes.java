package org.normscope.cli.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;
import org.normscope.image.PictureFormat;

/** Marks an option that names what is written: {@link WrittenFiles} looks at it before the command runs. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Writes {
    Kind value();

    /** What is written there. */
    enum Kind {
        /** Whatever it is called. */
        FILE(false),
        FOLDER(false),
        NETWORK(false, "onnx"),
        PICTURE(true),
        /** A picture, or SVG. */
        FIGURE(true, "svg"),
        /** A picture, or PDF. */
        POSTER(true, "pdf");

        private final boolean picture;
        private final List<String> more;

        Kind(boolean picture, String... more) {
            this.picture = picture;
            this.more = List.of(more);
        }

        /** Whether a file of that name can be written so. */
        boolean takes(String name) {
            return this == FILE || this == FOLDER
                || picture && PictureFormat.named(name).filter(PictureFormat::isWritten).isPresent()
                || more.stream().anyMatch(ending -> PictureFormat.isEnding(name, ending));
        }

        /** ".jpg, .png, .svg", for sentences in any language. */
        String endings() {
            return String.join(", ", Stream.concat(Stream.of(PictureFormat.values())
                .filter(format -> picture && format.isWritten()).map(format -> format.file("")),
                more.stream().map(ending -> "." + ending)).toList());
        }
    }

    /** A command that writes a folder at {@code --out} for some of its questions, and one file for others. */
    interface FolderAtTimes {
        /** Whether it does so now; asked when all options are read. */
        boolean writesFolder();
    }
}
