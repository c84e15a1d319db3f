package org.normscope.flow;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.normscope.image.BadPictureException;
import org.normscope.image.ContentHash;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.patches.Corpus;
import org.normscope.patches.FolderCorpus;

/** The pictures of a folder and all folders in it, decoded one by one as often as they are asked for. */
public final class FolderPictures {
    /**
     * A file that is no whole picture.
     *
     * @param file its path
     * @param why  in a sentence that names it
     */
    public record Skipped(String file, String why) {
        /** Its path in the folder. */
        public String in(String folder) {
            String root = Path.of(folder).toAbsolutePath().normalize().toString();
            return file.startsWith(root) ? file.substring(root.length()).replaceFirst("^[/\\\\]", "") : file;
        }
    }

    private final List<String> files;
    private final String print;
    private final Set<String> skipped = new HashSet<>();
    private final Consumer<Skipped> tell;

    /** @param tell is told once of each file that is no whole picture */
    public FolderPictures(Path folder, Consumer<Skipped> tell) {
        FolderCorpus corpus = new FolderCorpus(folder);
        List<Corpus.Entry> entries = corpus.entries();
        this.files = entries.stream().map(entry -> corpus.origin(entry.name())).toList();
        this.print = ContentHash.of(entries.stream().map(entry -> entry.name() + " " + entry.size() + "\n")
            .collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8));
        this.tell = tell;
    }

    public Stream<Pixels> stream() {
        return files.stream().filter(file -> !skipped.contains(file)).flatMap(file -> read(file).stream());
    }

    /** Each with the name of the folder that it lies in. */
    public Stream<RobustnessCurve.Labelled> labelled() {
        return files.stream().filter(file -> !skipped.contains(file)).flatMap(file -> read(file).stream()
            .map(picture -> new RobustnessCurve.Labelled(picture, label(file))));
    }

    private static String label(String file) {
        return Optional.ofNullable(Path.of(file).getParent()).map(Path::getFileName).map(Path::toString).orElse("");
    }

    /** Files that were not skipped so far. */
    public int count() {
        return files.size() - skipped.size();
    }

    /**
     * Of the files' names and sizes: two folders of one print hold, as far as can be told without reading them, the
     * same pictures.
     */
    public String print() {
        return print;
    }

    private Optional<Pixels> read(String file) {
        try {
            return Optional.of(PictureSource.open(file));
        } catch (BadPictureException e) {
            skipped.add(file);
            tell.accept(new Skipped(file, e.getMessage()));
            return Optional.empty();
        }
    }
}
