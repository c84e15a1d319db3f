package org.normscope.state.desk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Files that were dropped on the window, by what they are: networks (.onnx), folders, pictures (anything else). */
public record Dropped(List<String> networks, List<String> folders, List<String> pictures) {
    private static final Set<String> OF_LABELS = Set.of("txt", "csv", "tsv", "json", "names", "yaml", "yml", "pbtxt");

    /** "*.csv" and the like: of files that may hold the names of classes. */
    public static String[] globsOfLabels() {
        return OF_LABELS.stream().sorted().map(ending -> "*." + ending).toArray(String[]::new);
    }

    /** Whether a file may hold the names of classes, by its ending. */
    public static boolean isOfLabels(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return OF_LABELS.contains(name.substring(name.lastIndexOf('.') + 1)) && !Files.isDirectory(file);
    }

    /** How deep folders lie in a folder: 0 where there are none, 1 for classes, 2 for domains with classes, or more. */
    public static int depth(Path folder) {
        int deepest = 0;
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path one : inside) {
                deepest = Math.max(deepest, holdsFolder(one) ? 2 : 1);
                if (deepest == 2) break;
            }
        } catch (IOException | DirectoryIteratorException e) {
            return deepest; // What reads the folder says why it cannot be read.
        }
        return deepest;
    }

    private static boolean holdsFolder(Path folder) throws IOException {
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, Files::isDirectory)) {
            return inside.iterator().hasNext();
        }
    }

    public static Dropped of(List<Path> files) {
        Dropped dropped = new Dropped(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Path file : files) {
            boolean network = file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
            (network ? dropped.networks : Files.isDirectory(file) ? dropped.folders : dropped.pictures)
                .add(file.toString());
        }
        return dropped;
    }
}
