package org.normscope.onnx.norm;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normscope.onnx.Node;
import org.normscope.tensor.Tensor;

/**
 * A factor and an offset that are constants.
 *
 * @param gamma null where there is none, as beta
 * @param last  the node that writes what they make
 */
record ConstantAffine(@Nullable Tensor gamma, @Nullable Tensor beta, Node last) {
    /**
     * With those that stand behind it, each if nobody else reads what comes before.
     *
     * @param offset whether there may be one
     */
    ConstantAffine behind(Taken taken, boolean offset) {
        if (beta != null) return this;
        ConstantAffine scaled = gamma != null ? this : next(taken, "Mul").map(node -> new ConstantAffine(
            factor(taken, node).orElse(null), null, node)).orElse(this);
        return !offset ? scaled : scaled.next(taken, "Add").map(node -> new ConstantAffine(scaled.gamma,
            scaled.factor(taken, node).orElse(null), node)).orElse(scaled);
    }

    private Optional<Node> next(Taken taken, String operator) {
        Optional<Node> next = taken.onlyReader(last, operator).filter(node -> factor(taken, node).isPresent());
        next.ifPresent(taken::add);
        return next;
    }

    private Optional<Tensor> factor(Taken taken, Node node) {
        return taken.constant(node, node.input(0).equals(last.output()) ? 1 : 0);
    }
}
