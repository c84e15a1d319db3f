package org.normscope.engine;

import ai.djl.ndarray.NDManager;
import ai.djl.onnxruntime.engine.OrtNDManager;
import ai.djl.onnxruntime.engine.OrtSymbolBlock;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph made ready by ONNX Runtime, as a DJL block, counting who uses it: it closes, once, when it has been given up
 * and its last run is over.
 */
final class Session {
    private final OrtSession session;
    private final NDManager manager;
    private final OrtSymbolBlock block;
    private final Map<String, TensorInfo> inputs = new HashMap<>();
    private final List<String> outputs;
    private int users;
    private boolean givenUp;

    /**
     * Takes over the session and a manager of its own, which no run may lose before it is over; also where this fails.
     */
    Session(OrtSession session, NDManager manager) throws OrtException {
        this.session = session;
        this.manager = manager;
        try {
            for (var input : session.getInputInfo().entrySet()) {
                if (input.getValue().getInfo() instanceof TensorInfo tensor) inputs.put(input.getKey(), tensor);
            }
            outputs = List.copyOf(session.getOutputNames());
            block = new OrtSymbolBlock(session, (OrtNDManager) manager);
        } catch (OrtException | RuntimeException e) {
            session.close();
            manager.close();
            throw e;
        }
    }

    OrtSession session() {
        return session;
    }

    OrtSymbolBlock block() {
        return block;
    }

    NDManager manager() {
        return manager;
    }

    /** Name, type and extents of what has to be fed. */
    Map<String, TensorInfo> inputs() {
        return inputs;
    }

    /** In the order in which the block gives them. */
    List<String> outputs() {
        return outputs;
    }

    /** @return false where it has been given up, so that a new one is needed */
    synchronized boolean enter() {
        if (givenUp) return false;
        users++;
        return true;
    }

    synchronized void leave() {
        users--;
        closeWhereUnused();
    }

    synchronized void giveUp() {
        givenUp = true;
        closeWhereUnused();
    }

    private void closeWhereUnused() {
        if (givenUp && users == 0) {
            block.close();
            manager.close();
        }
    }
}
