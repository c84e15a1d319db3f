package org.normscope.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.tensor.Shape;

/**
 * What a network's outputs are called by those who should know: a file of the user's, the manifest, the network's own
 * file. The first that says anything counts.
 */
public final class Labels {
    /** In {@code --input}: the path of a file with labels. */
    public static final String KEY = "labels";
    /** Keys of a file's metadata that exporters write class names under. */
    private static final List<String> METADATA =
        List.of("labels", "names", "classes", "class_names", "id2label", "label_names", "categories");
    /** No list of labels is longer. */
    private static final long LARGEST = 64 << 20;

    private Labels() { }

    /**
     * @param input   keys of {@code --input}; {@link #KEY} is read
     * @param classes shape of the first output
     * @return by output index; empty where nobody says
     * @throws BadNetworkException where the manifest names other classes than there are; {@link BadSettingException}
     *                             where the user's file does
     */
    static List<String> of(Graph graph, Manifest manifest, Map<String, String> input, Shape classes) {
        int count = ClassOutput.isList(classes) ? classes.c() : 0;
        if (input.containsKey(KEY)) {
            List<String> labels = read(input.get(KEY), count);
            if (labels.size() == count) return labels;
            if (count == 0) throw new BadSettingException("network.labels.useless", input.get(KEY), graph.name());
            throw new BadSettingException("network.labels.file", input.get(KEY), labels.size(),
                String.valueOf(count));
        }
        if (!manifest.labels().isEmpty()) return fitting(manifest.labels(), count, graph);
        List<String> own = ownMetadata(graph, count);
        return own.isEmpty() ? zipMap(graph, count) : own;
    }

    private static List<String> fitting(List<String> labels, int count, Graph graph) {
        if (count == 0 || labels.size() == count) return labels;
        throw new BadNetworkException("network.labels", graph.name(), String.valueOf(labels.size()),
            String.valueOf(count));
    }

    private static List<String> read(String file, int count) {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
                throw new BadSettingException("network.labels.missing", file);
            }
            return LabelFile.read(Files.readAllBytes(path), file, count);
        } catch (IOException | InvalidPathException e) {
            throw new BadSettingException("network.labels.missing", file);
        }
    }

    /** Metadata may hold anything under these keys: what is no list of names for these outputs is passed over. */
    private static List<String> ownMetadata(Graph graph, int count) {
        for (String key : METADATA) {
            List<String> names = graph.metadata(key).map(LabelFile::written).orElse(List.of());
            if (count > 0 && names.size() == count) return names;
        }
        return List.of();
    }

    /** Of ai.onnx.ml's ZipMap, which gives the classes' names with their probabilities. */
    private static List<String> zipMap(Graph graph, int count) {
        for (Node node : graph.nodes()) {
            if (!node.operator().equals("ZipMap")) continue;
            List<String> names = node.texts("classlabels_strings");
            if (names.isEmpty()) names = node.texts("classlabels_int64s");
            if (count == 0 || names.size() == count) return names;
        }
        return List.of();
    }
}
