package org.normscope.patches;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.normscope.image.ContentHash;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureFormat;
import org.normscope.image.PictureSource;

/** All picture files of a folder and the folders in it, by their names' endings; hidden ones are left out. */
public final class FolderCorpus implements Corpus {
    private static final Set<FileVisitOption> FOLLOWED = EnumSet.of(FileVisitOption.FOLLOW_LINKS);

    private final Path folder;
    private final int part;
    private final int parts;

    /** @throws IndexException where there is no such folder */
    public FolderCorpus(Path folder) {
        this(folder, 1, 1);
    }

    /**
     * One of several parts of a folder, none of which share a file: which part a file is in depends on its name alone.
     *
     * @param part 1 to {@code parts}
     */
    public FolderCorpus(Path folder, int part, int parts) {
        if (part < 1 || part > parts) throw new IllegalArgumentException("part " + part + " of " + parts);
        if (!Files.isDirectory(folder)) throw new IndexException("patches.corpus.missing", folder.toString());
        this.folder = folder.toAbsolutePath().normalize();
        this.part = part;
        this.parts = parts;
    }

    @Override
    public String root() {
        return folder.toString();
    }

    @Override
    public void mustBeThere() {
        if (!Files.isDirectory(folder)) throw new IndexException("patches.corpus.gone", folder.toString());
    }

    @Override
    public List<Entry> entries() {
        mustBeThere();
        List<Entry> entries = new ArrayList<>();
        try {
            Files.walkFileTree(folder, FOLLOWED, Integer.MAX_VALUE, new Walk(folder) {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (isPicture(file)) {
                        add(entries, file, attributes.size(), attributes.lastModifiedTime().toMillis());
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                void failed(Path file) {
                    add(entries, file, -1, 0); // Reading it will tell why.
                }
            });
        } catch (IOException e) {
            throw new IndexException(e, "patches.corpus.unreadable", folder.toString());
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    /**
     * Whether a picture lies in a folder, by the names alone.
     *
     * @param most files and folders looked at; where they do not tell, or one cannot be read, there may be one
     */
    public static boolean mayHoldPicture(Path folder, int most) {
        Search search = new Search(folder, most);
        try {
            Files.walkFileTree(folder, FOLLOWED, Integer.MAX_VALUE, search);
            return search.found;
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether a file or folder, there or not yet, lies in this folder or is it, by whatever links it is named. */
    public boolean holds(Path place) {
        return real(place).startsWith(real(folder));
    }

    private static Path real(Path place) {
        Path whole = place.toAbsolutePath().normalize();
        try {
            for (Path there = whole; there != null; there = there.getParent()) {
                if (Files.exists(there)) return there.toRealPath().resolve(there.relativize(whole));
            }
        } catch (IOException e) {
            return whole; // What is written there will say why it cannot be.
        }
        return whole;
    }

    private void add(List<Entry> entries, Path file, long size, long modified) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (covers(name)) entries.add(new Entry(name, size, modified));
    }

    @Override
    public boolean covers(String name) {
        return Math.floorMod(name.hashCode(), parts) == part - 1;
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && PictureFormat.isPicture(name);
    }

    @Override
    public Source read(String name) {
        byte[] bytes = PictureSource.bytes(origin(name));
        return new Source(ContentHash.of(bytes), () -> PictureFile.read(bytes, name));
    }

    /** Not by way of a path: a name may lie there that none can be made of, in a system of other letters. */
    @Override
    public String origin(String name) {
        String root = root();
        return (root.endsWith(File.separator) ? root : root + File.separator) + name.replace('/', File.separatorChar);
    }

    /** Through the folder and all in it that is not hidden. */
    private abstract static class Walk extends SimpleFileVisitor<Path> {
        private final Path folder;

        Walk(Path folder) {
            this.folder = folder;
        }

        /** Told of each file or folder within that cannot be read. */
        abstract void failed(Path file);

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean hidden = !directory.equals(folder) && directory.getFileName().toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(folder)) throw e;
            // A link to a folder that it lies in leads to nothing that is not seen without it.
            if (!(e instanceof FileSystemLoopException)) failed(file);
            return FileVisitResult.CONTINUE;
        }
    }

    /** For a picture, or for what may be one. */
    private static final class Search extends Walk {
        private final int most;
        private int seen;
        private boolean found;

        Search(Path folder, int most) {
            super(folder);
            this.most = most;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return ended(false) ? FileVisitResult.TERMINATE : super.preVisitDirectory(directory, attributes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return ended(isPicture(file)) ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        void failed(Path file) {
            found = true;
        }

        private boolean ended(boolean picture) {
            found |= picture || ++seen > most;
            return found;
        }
    }
}
