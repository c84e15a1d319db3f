package org.normscope.network;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.file.GraphFile;

/** The networks that come with the program, as files. Thread-safe. */
public final class ShippedFiles {
    private static final Map<String, WeakReference<Graph>> READ = new ConcurrentHashMap<>();

    private ShippedFiles() { }

    /**
     * A graph, as it was read for somebody who still holds it: nodes of the tree and descents open the same again and
     * again.
     *
     * @param path in the program's assets, as in "networks/explorer.onnx"
     * @param name what the graph is called
     */
    public static Graph graph(String path, String name) {
        WeakReference<Graph> kept = READ.get(path);
        Graph graph = kept == null ? null : kept.get();
        if (graph == null) {
            graph = GraphFile.read(bytes(path), name);
            READ.put(path, new WeakReference<>(graph));
        }
        return graph;
    }

    static byte[] bytes(String path) {
        try (InputStream stream = ShippedFiles.class.getResourceAsStream("/assets/" + path)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new BadNetworkException(e, "onnx.unreadable", path);
        }
    }
}
