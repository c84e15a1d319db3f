package org.normscope.network;

import java.util.Map;
import org.normscope.tensor.Tensor;

/**
 * A graph made ready to give the same values run after run, into memory that is kept: nothing is allocated for them,
 * and nothing is copied before it is asked for. Runs into different memories may overlap with reading; the owner closes
 * it.
 */
public interface PinnedRun extends AutoCloseable {
    /**
     * @param memory which of the memories is overwritten, from 0
     * @throws org.normscope.onnx.BadNetworkException where the engine refuses the feeds
     */
    void run(int memory, Map<String, Tensor> feeds);

    /** Copies the first cells of a value of the last run into that memory: as many as the array has, or the value. */
    void read(int memory, String value, float[] cells);

    @Override
    void close();
}
