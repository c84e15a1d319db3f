package org.normscope.state.desk;

import java.nio.file.Path;
import java.util.List;
import org.normscope.image.PictureFormat;
import org.normscope.patches.FolderCorpus;
import org.normscope.text.PathName;

/**
 * What becomes of files if they are let go here, said before they are.
 *
 * @param words what they become, or why they are not taken
 * @param taken whether they are
 */
public record Offer(Words words, boolean taken) {
    /** Files and folders in a folder without pictures, while somebody holds it over the window. */
    private static final int LOOKED_AT = 2_000;

    /** Words with the number of files and the first one's name as arguments. */
    public static Offer of(String key, List<Path> files) {
        return new Offer(Words.of(key, files.size(), PathName.of(files.get(0))), true);
    }

    /**
     * Of files that are told apart by what they are: a network before a folder before pictures. A file whose name says
     * that it is something else is refused, as is a folder without pictures; one that says nothing may be a picture.
     *
     * @param network key of what becomes of a network; likewise the others
     */
    public static Offer of(List<Path> files, String network, String folder, String pictures) {
        if (files.isEmpty()) return new Offer(Words.of("drop.here"), true);
        Dropped dropped = Dropped.of(files);
        if (!dropped.networks().isEmpty()) return of(network, paths(dropped.networks()));
        if (!dropped.folders().isEmpty()) {
            List<Path> folders = paths(dropped.folders());
            return folders.stream().anyMatch(one -> FolderCorpus.mayHoldPicture(one, LOOKED_AT)) ? of(folder, folders)
                : refused("drop.refused.empty", folders);
        }
        List<Path> known = files.stream().filter(Offer::isPicture).toList();
        if (!known.isEmpty()) return of(pictures, known);
        return refused("drop.refused", files);
    }

    /** Words with the number of files and the first one's name as arguments. */
    public static Offer refused(String key, List<Path> files) {
        return new Offer(Words.of(key, files.size(), PathName.of(files.get(0))), false);
    }

    private static List<Path> paths(List<String> names) {
        return names.stream().map(Path::of).toList();
    }

    private static boolean isPicture(Path file) {
        String name = PathName.of(file);
        return PictureFormat.isPicture(name) || !name.contains(".");
    }
}
