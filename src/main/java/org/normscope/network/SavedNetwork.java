package org.normscope.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.normscope.image.AtomicFile;
import org.normscope.image.Preprocessing;
import org.normscope.onnx.Arranged;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.FreshNames;
import org.normscope.onnx.Graph;
import org.normscope.onnx.PictureBatch;

/**
 * Writes a rewritten network as .onnx, its layers of several operators named in it, and beside it the manifest that its
 * pictures still need. Its inputs are those of the file that it was opened from.
 */
public final class SavedNetwork {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private SavedNetwork() { }

    /**
     * The manifest is left out where the old network had none and its preprocessing was guessed.
     *
     * @param old what the graph was made from
     * @throws BadNetworkException where one of the files cannot be written
     */
    public static void write(Network old, Graph graph, Path file) {
        put(old, named(old, graph), file);
    }

    /**
     * As {@link #write(Network, Graph, Path)}, but first the file's bytes are opened again as another tool would open
     * them, run on a picture and compared with what the graph gave here: what does not pass is not written.
     *
     * @throws BadNetworkException also where the new network does not run, or gives something else
     */
    public static void writeChecked(Network old, Graph graph, GraphRunner runner, Path file) {
        Graph named = named(old, graph);
        Reopened.check(old, named, runner, file.toString());
        put(old, named, file);
    }

    private static Graph named(Network old, Graph graph) {
        return EmbeddedLayers.into(old, FreshNames.nodesApart(PictureBatch.without(Arranged.plain(graph))));
    }

    /**
     * As {@link #writeChecked}, with all that the manifest says in the file itself too, under {@link Manifest#KEY}, and
     * the classes under "labels", where other tools look: the file can be given away by itself.
     */
    public static void writeDescribed(Network described, GraphRunner runner, Path file) {
        String labels = new String(json(described.spec().labels()), StandardCharsets.UTF_8).strip();
        String manifest = new String(json(manifest(described.spec())), StandardCharsets.UTF_8).strip();
        writeChecked(described, described.graph().withMetadata("labels", labels).withMetadata(Manifest.KEY, manifest),
            runner, file);
    }

    private static void put(Network old, Graph graph, Path file) {
        write(file, graph.toBytes());
        if (old.spec().guessed().stream().allMatch(SavedNetwork::isOfLabels)) {
            write(ModelLibrary.manifest(file), json(manifest(old.spec())));
        }
    }

    /** Names that were guessed will be again. */
    private static boolean isOfLabels(Guess guess) {
        return guess.key().equals(ImageNetClasses.GUESS);
    }

    /**
     * Writes a graph as it is, without a manifest: what is made of a network and is none that takes pictures.
     *
     * @throws BadNetworkException where the file cannot be written
     */
    public static void write(Graph graph, Path file) {
        write(file, graph.toBytes());
    }

    private static Map<String, Object> manifest(ModelSpec spec) {
        Preprocessing preprocessing = spec.preprocessing();
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("size", new int[] {preprocessing.width(), preprocessing.height()});
        manifest.put("range", new float[] {preprocessing.low(), preprocessing.high()});
        manifest.put("mean", preprocessing.mean());
        manifest.put("std", preprocessing.std());
        manifest.put("order", preprocessing.order().name());
        manifest.put("fit", preprocessing.fit().name().toLowerCase(Locale.ROOT));
        if (preprocessing.light() != Preprocessing.LightCurve.SRGB) manifest.put("light", "linear");
        boolean said = spec.guessed().stream().noneMatch(SavedNetwork::isOfLabels);
        if (!spec.labels().isEmpty() && said) manifest.put("labels", spec.labels());
        return manifest;
    }

    private static byte[] json(Object manifest) {
        try {
            return (JSON.writeValueAsString(manifest) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + manifest, e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw new BadNetworkException(e, "onnx.unwritable", file.toString());
        }
    }
}
