package org.normscope.state.transfer;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.normscope.transfer.ClassFolder;
import org.normscope.transfer.TrainedPart;

/**
 * The choices of the Transfer workspace; network and current picture are those of the Normalize workspace.
 *
 * @param data   folders: one with a folder for each class, or one for each class; or {@link ClassFolder#FLOWERS}
 * @param cut    name of the layer whose features are used; empty for what the network's own classes rest on
 * @param labels other classes for some pictures, by their hashes; empty for one that is taken out
 * @param norms  what batch normalization does where layers are trained
 */
public record TransferSettings(List<String> data, String cut, Map<String, String> labels, TrainedPart.Norms norms) {
    /** Of the workspace. */
    public static final String ID = "transfer";
    /** In {@link #labels}: the picture is taken out. */
    public static final String OUT = "";

    public TransferSettings {
        data = List.copyOf(data);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    public static TransferSettings initial() {
        return new TransferSettings(List.of(ClassFolder.FLOWERS), "", Map.of(), TrainedPart.Norms.FROZEN);
    }

    /** Labels are of the pictures before: they go with them. */
    public TransferSettings withData(List<String> next) {
        return new TransferSettings(next, cut, Map.of(), norms);
    }

    public TransferSettings withCut(String next) {
        return new TransferSettings(data, next, labels, norms);
    }

    public TransferSettings withLabel(String hash, String label) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(hash, label);
        return new TransferSettings(data, cut, more, norms);
    }

    public TransferSettings withNorms(TrainedPart.Norms next) {
        return new TransferSettings(data, cut, labels, next);
    }
}
