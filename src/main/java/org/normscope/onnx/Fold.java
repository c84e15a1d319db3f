package org.normscope.onnx;

import java.util.List;
import java.util.Optional;
import org.normscope.tensor.Tensor;

/**
 * How an operator computes a constant from constants, so that weights that an exporter or a converter left as
 * arithmetic are
 * read as the numbers that they are. Cells are float32, whatever the graph's type: {@link Constants} rounds to that.
 */
@FunctionalInterface
interface Fold {
    /** An operator whose constants are not computed here. */
    Fold NONE = (node, read) -> Optional.empty();

    /** What it reads first, as it is. */
    Fold FIRST = (node, read) -> Optional.ofNullable(read.get(0));

    /**
     * @param read by position; null where an input is left out
     * @return empty where the attributes ask for what is not done here
     * @throws RuntimeException where the file's extents do not go together, as in any arithmetic with a broken file
     */
    Optional<Tensor> of(Node node, List<Tensor> read);

    /** Whether an input is there. */
    static boolean has(List<Tensor> read, int position) {
        return position < read.size() && read.get(position) != null;
    }
}
