package org.normscope.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import org.normscope.image.BadPictureException;
import org.normscope.image.PictureFormat;
import org.normscope.patches.Corpus;
import org.normscope.patches.FolderCorpus;
import org.normscope.text.Fault;

/**
 * Every picture of a folder, and of those in it, painted into another folder, where it has its name. One that cannot be
 * painted is told of and left out; the others are painted all the same.
 */
public final class PaintedFolder {
    /** How one picture is painted. */
    public interface Work {
        /**
         * @param progress of this picture, 0 to 1; what it throws ends all
         * @return what writes the file, whose folder is not there before
         */
        Runnable paint(String origin, Path file, DoubleConsumer progress);
    }

    /** Who is told how it goes. */
    public interface Told {
        /** @param done 0 to 1, of all pictures; @param name of the one at hand. What it throws ends all. */
        void at(double done, String name);

        void painted(Path file);

        void skipped(String name, Fault why);
    }

    /**
     * How the painted pictures are called: two of a run never have one name, the later has a number behind it.
     *
     * @param format    of all; empty for each one's own, or PNG where that is not written
     * @param replacing whether files that lie there are written over, as a command does; else they are the user's
     */
    public record Naming(Optional<PictureFormat> format, boolean replacing) { }

    private final Path to;
    private final FolderCorpus corpus;

    /** @throws Fault where there is no such folder */
    public PaintedFolder(Path from, Path to) {
        this.to = to.toAbsolutePath().normalize();
        corpus = new FolderCorpus(from);
    }

    /** Whether results would lie among the pictures, and be painted again. */
    public boolean inItself() {
        return corpus.holds(to);
    }

    public boolean isEmpty() {
        return corpus.entries().isEmpty();
    }

    /**
     * @return number of pictures that were painted
     * @throws CancellationException as progress throws it
     */
    public int paint(Naming naming, Work work, Told told) {
        List<Corpus.Entry> entries = corpus.entries();
        Set<Path> taken = new HashSet<>();
        int painted = 0;
        for (int i = 0; i < entries.size(); i++) {
            String name = entries.get(i).name();
            double start = (double) i / entries.size(), part = 1.0 / entries.size();
            told.at(start, name);
            try {
                Path file = free(name, naming, taken);
                Runnable writing = work.paint(corpus.origin(name), file, done -> told.at(start + part * done, name));
                make(Objects.requireNonNull(file.getParent()));
                writing.run();
                taken.add(file);
                painted++;
                told.painted(file);
            } catch (CancellationException e) {
                throw e;
            } catch (Fault failure) {
                told.skipped(name, failure);
            } catch (RuntimeException | OutOfMemoryError failure) {
                told.skipped(name, new Fault(failure, "style.folder.skipped", name, String.valueOf(failure)));
            }
        }
        return painted;
    }

    /** Only when there is something to lie in it: who ends a run early finds no empty folder. */
    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BadPictureException(e, "picture.unwritable", folder.toString());
        }
    }

    private Path free(String name, Naming naming, Set<Path> taken) {
        PictureFormat format = naming.format().or(() -> PictureFormat.named(name).filter(PictureFormat::isWritten))
            .orElse(PictureFormat.PNG);
        Path wanted = to.resolve(name);
        String file = wanted.getFileName().toString(), stem = file.replaceFirst("\\.[^.]*$", "");
        boolean own = naming.format().isEmpty() && PictureFormat.named(name).filter(format::equals).isPresent();
        String ending = own ? file.substring(stem.length()) : format.file("");
        Path free = wanted.resolveSibling(stem + ending);
        for (int i = 2; taken.contains(free) || !naming.replacing() && Files.exists(free); i++) {
            free = wanted.resolveSibling(stem + "-" + i + ending);
        }
        return free;
    }
}
