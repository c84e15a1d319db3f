package org.normscope.network;

import java.util.Collection;
import java.util.Map;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.task.Stop;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Runs ONNX graphs. Thread-safe. Sessions are kept for the (graph, values) pairs used last; the owner closes it.
 */
public interface GraphRunner extends AutoCloseable {
    /**
     * Feeds inputs by name and returns the asked values of the graph, be they outputs or any value inside.
     * Where the graph wants float16, double or integers, feeds are converted, and so are results.
     *
     * @throws BadNetworkException where the engine refuses the graph or the feeds, in one line that says what to do
     */
    Activations run(Graph graph, Map<String, Tensor> feeds, Collection<String> values);

    /**
     * As {@link #run(Graph, Map, Collection)}, until somebody asks to stop: then it ends at the next operator.
     *
     * @throws java.util.concurrent.CancellationException where it was stopped
     */
    Activations run(Graph graph, Map<String, Tensor> feeds, Collection<String> values, Stop stop);

    /**
     * Runs a file as any other tool would, with all that it declares, for its own outputs. Nothing of it is kept.
     *
     * @param file  bytes of an .onnx file
     * @param name  stands in messages
     * @param feeds by name, at least what the file wants
     * @return the outputs that are tensors of numbers
     * @throws BadNetworkException where the engine refuses it
     */
    Activations runWhole(byte[] file, String name, Map<String, Tensor> feeds);

    /**
     * Asks whether every operator that some values need can be run at all, which shapes alone do not tell.
     *
     * @throws BadNetworkException where the engine has none of that name, or none for such values; it names the node
     */
    void check(Graph graph, Collection<String> values);

    /**
     * Makes a graph ready to be run again and again for the same values.
     *
     * @param values   with the shapes that they have in every run
     * @param memories how many runs' values are kept at once
     * @throws BadNetworkException where the engine refuses the graph
     */
    PinnedRun pin(Graph graph, Map<String, Shape> values, int memories);

    /** The engine and its version: "ONNX Runtime 1.28.0". */
    String description();

    /** How many threads an operator may take. */
    int threads();

    @Override
    void close();
}
