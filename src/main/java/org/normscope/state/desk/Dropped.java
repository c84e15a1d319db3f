package org.normscope.state.desk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Files that were dropped on the window, by what they are: networks (.onnx), folders, pictures (anything else). */
public record Dropped(List<String> networks, List<String> folders, List<String> pictures) {
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
