package org.normscope.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.normscope.image.AtomicFile;
import org.normscope.image.PictureFormat;
import org.normscope.image.PictureSource;
import org.normscope.patches.FolderCorpus;

/** Copies of pictures, a subfolder a class. No file that is there already is touched, and none is moved. */
public final class SortedCopies {
    private static final Map<Split, String> SIDES = Map.of(Split.TRAINING, "train", Split.VALIDATION, "val",
        Split.TEST, "test");

    private final Path folder;

    /** @throws TransferException where the folder is there and holds anything */
    public SortedCopies(Path folder) {
        this.folder = folder;
        if (!Files.exists(folder)) return;
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) throw new TransferException("transfer.copies.full", folder.toString());
        } catch (IOException e) {
            throw new TransferException(e, "transfer.unwritable", folder.toString());
        }
    }

    /** @throws TransferException where it lies in one of these folders: its pictures would be read with theirs */
    public SortedCopies outside(List<Path> folders) {
        for (Path one : folders) {
            if (Files.isDirectory(one) && new FolderCorpus(one).holds(folder)) {
                throw new TransferException("transfer.copies.inside", folder.toString(), one.toString());
            }
        }
        return this;
    }

    /**
     * Copies a picture into a subfolder; of two of one name the second becomes name-2.
     *
     * @param origin path of its file, or builtin:...
     * @param kind   names of the folders down to it, as they are called: what no file system takes becomes _
     * @return where it lies
     * @throws TransferException where it cannot be written; what was copied before stays, and nothing of this one
     */
    public Path copy(String origin, String... kind) {
        byte[] bytes = PictureSource.bytes(origin);
        Path place = folder;
        for (String name : kind) place = place.resolve(plain(name));
        String name = plain(origin.replaceFirst(".*[/\\\\:]", ""));
        if (!name.contains(".")) name = PictureFormat.JPEG.file(name);
        int dot = name.lastIndexOf('.');
        Path file = place.resolve(name);
        for (int number = 2; Files.exists(file, LinkOption.NOFOLLOW_LINKS); number++) {
            file = place.resolve(name.substring(0, dot) + "-" + number + name.substring(dot));
        }
        try {
            Files.createDirectories(place);
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw new TransferException(e, "transfer.unwritable", file.toString());
        }
        return file;
    }

    private static String plain(String name) {
        String plain = name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_").strip();
        return plain.isEmpty() || plain.matches("\\.+") ? "_" : plain;
    }

    /**
     * Copies a whole set, as it is now: moved pictures in their new classes, and without those taken out. Where the
     * split does not follow from the files, it is kept as folders.
     *
     * @param progress is told the share that is done, and may end the work by throwing
     */
    public void copy(PictureSet set, DoubleConsumer progress) {
        boolean follows = set.examples().stream().allMatch(one -> one.split() == Split.of(one.hash()));
        int done = 0;
        for (Example example : set.examples()) {
            progress.accept((double) done++ / set.examples().size());
            String kind = set.classes().get(example.label());
            if (follows) copy(example.file(), kind);
            else copy(example.file(), SIDES.getOrDefault(example.split(), "train"), kind);
        }
    }
}
