package org.normscope.state.transfer;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.normscope.transfer.ClassFolder;
import org.normscope.transfer.TrainedPart;

/**
 * The choices of the Transfer workspace; network and current picture are those of the Normalize workspace.
 *
 * @param data   folders: one with a folder for each class, or one for each class; or {@link ClassFolder#FLOWERS}
 * @param cut    name of the layer whose features are used; empty for what the network's own classes rest on
 * @param labels other classes for some pictures, by their hashes; empty for one that is taken out
 * @param norms  what batch normalization does where layers are trained
 * @param names  how classes are called, by what their folders are called; two of one name are one class
 * @param added  to which class pictures and folders were added, by their paths
 */
public record TransferSettings(List<String> data, String cut, Map<String, String> labels, TrainedPart.Norms norms,
                               Map<String, String> names, Map<String, String> added) {
    /** Of the workspace. */
    public static final String ID = "transfer";
    /** In {@link #labels}: the picture is taken out. */
    public static final String OUT = "";

    public TransferSettings {
        data = List.copyOf(data);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        names = Collections.unmodifiableMap(new TreeMap<>(names));
        added = Collections.unmodifiableMap(new TreeMap<>(added));
    }

    public static TransferSettings initial() {
        return new TransferSettings(List.of(ClassFolder.FLOWERS), "", Map.of(), TrainedPart.Norms.FROZEN,
            Map.of(), Map.of());
    }

    /** Where pictures are read from, by path; the program's own come from none. */
    List<Path> folders() {
        return Stream.concat(data.stream(), added.keySet().stream()).filter(one -> !one.equals(ClassFolder.FLOWERS))
            .map(Path::of).toList();
    }

    /** Labels, names and what was added are of the pictures before: they go with them. */
    public TransferSettings withData(List<String> next) {
        return new TransferSettings(next, cut, Map.of(), norms, Map.of(), Map.of());
    }

    public TransferSettings withCut(String next) {
        return new TransferSettings(data, next, labels, norms, names, added);
    }

    /** @param hashes of the pictures that are called so */
    public TransferSettings withLabel(Set<String> hashes, String label) {
        Map<String, String> more = new TreeMap<>(labels);
        hashes.forEach(hash -> more.put(hash, label));
        return new TransferSettings(data, cut, more, norms, names, added);
    }

    public TransferSettings withNorms(TrainedPart.Norms next) {
        return new TransferSettings(data, cut, labels, next, names, added);
    }

    /** Everything that is called so is called otherwise; where a class is called so already they become one. */
    public TransferSettings withName(String name, String next) {
        Map<String, String> called = new TreeMap<>(names);
        called.putIfAbsent(name, name);
        return new TransferSettings(data, cut, renamed(labels, name, next), norms, renamed(called, name, next),
            renamed(added, name, next));
    }

    private static Map<String, String> renamed(Map<String, String> of, String name, String next) {
        Map<String, String> renamed = new TreeMap<>(of);
        renamed.replaceAll((key, value) -> value.equals(name) ? next : value);
        return renamed;
    }

    /** @param paths of pictures, or of folders of them */
    public TransferSettings withAdded(List<String> paths, String name) {
        Map<String, String> more = new TreeMap<>(added);
        paths.forEach(path -> more.put(path, name));
        return new TransferSettings(data, cut, labels, norms, names, more);
    }
}
