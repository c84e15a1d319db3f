package org.normscope.onnx.gradient.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Node;

/**
 * Takes Attention apart: softmax(Q K^T scale + mask) V by head. Several heads of queries may share one of keys and
 * values. Source: ONNX Operators.md, Attention.
 */
final class AttentionForms {
    private static final int MASK = 3, PAST_KEY = 4, PAST_VALUE = 5, VALID_COUNTS = 6;
    static final Map<String, Rewrite.Form> FORMS = Map.of("Attention", (rewrite, node) -> {
        boolean stays = rewrite.rank(node.input(0)).isEmpty() || !node.input(VALID_COUNTS).isEmpty();
        return stays ? List.of() : new AttentionForms(rewrite, node).written();
    });

    private final Rewrite rewrite;
    private final Node node;
    private final boolean flat;

    private AttentionForms(Rewrite rewrite, Node node) {
        this.rewrite = rewrite;
        this.node = node;
        flat = rewrite.rank(node.input(0)).getAsInt() == 3;
    }

    private List<String> written() {
        String q = heads(0, "q_num_heads"), k = past(heads(1, "kv_num_heads"), PAST_KEY),
            v = past(heads(2, "kv_num_heads"), PAST_VALUE);
        String scores = product(op("Mul", q, scale(q)), op("Transpose", Map.of("perm", new int[] {0, 1, 3, 2}), k), k);
        List<String> results = new ArrayList<>();
        String shares = softmax(masked(softened(scores), q, k));
        String y = product(shares, v, v);
        results.add(flat ? op("Reshape", op("Transpose", Map.of("perm", new int[] {0, 2, 1, 3}), y),
            integers(0, 0, -1)) : y);
        results.addAll(List.of(k, v));
        if (node.integer("qk_matmul_output_mode", 0) == 0) results.add(scores);
        return results;
    }

    /** [N, heads, places, channels]. */
    private String heads(int input, String count) {
        String value = node.input(input);
        if (!flat) return value;
        return op("Transpose", Map.of("perm", new int[] {0, 2, 1, 3}), op("Reshape", value,
            integers(0, 0, node.integer(count, 1), -1)));
    }

    private String past(String value, int input) {
        return node.input(input).isEmpty() ? value : op("Concat", Map.of("axis", 2), node.input(input), value);
    }

    /** Of matrices by head of queries with matrices by head of keys, which {@code keys} has as many of. */
    private String product(String queries, String matrices, String keys) {
        String few = extents(keys, 1, 2), minus = integers(-1);
        String shared = op("Reshape", queries, op("Concat", Map.of("axis", 0), extents(queries, 0, 1), few, minus,
            extents(queries, 2, 4)));
        String product = op("MatMul", shared, op("Unsqueeze", matrices, integers(2)));
        return op("Reshape", product, op("Concat", Map.of("axis", 0), extents(queries, 0, 3), minus));
    }

    private String scale(String q) {
        float said = node.real("scale", 0);
        if (said != 0) return rewrite.number(node, said);
        String channels = op("Squeeze", op("Cast", Map.of("to", rewrite.type(node.input(0)).number()),
            extents(q, 3, 4)), integers(0));
        return op("Reciprocal", op("Sqrt", channels));
    }

    private String softened(String scores) {
        float cap = node.real("softcap", 0);
        if (cap == 0) return scores;
        String most = rewrite.number(node, cap);
        return op("Mul", op("Tanh", op("Div", scores, most)), most);
    }

    private String masked(String scores, String q, String k) {
        String mask = node.input(MASK), masked = scores, never = rewrite.number(node, Double.NEGATIVE_INFINITY);
        if (node.integer("is_causal", 0) != 0) {
            String rows = extents(q, 2, 3), columns = extents(k, 2, 3);
            String ones = op("Expand", rewrite.number(node, 1, ElementType.FLOAT), op("Concat", Map.of("axis", 0), rows,
                columns));
            String before = node.input(PAST_KEY).isEmpty() ? rewrite.number(node, 0, ElementType.INT64)
                : op("Squeeze", extents(node.input(PAST_KEY), 2, 3), integers(0));
            String seen = op("Trilu", Map.of("upper", 0), ones, before);
            masked = op("Where", op("Cast", Map.of("to", ElementType.BOOL.number()), seen), masked, never);
        }
        if (mask.isEmpty()) return masked;
        return rewrite.type(mask) == ElementType.BOOL ? op("Where", mask, masked, never) : op("Add", masked, mask);
    }

    private String softmax(String scores) {
        int type = rewrite.type(node.input(0)).number();
        long precision = node.integer("softmax_precision", type);
        if (precision == type) return op("Softmax", Map.of("axis", -1), scores);
        return op("Cast", Map.of("to", type), op("Softmax", Map.of("axis", -1), op("Cast", Map.of("to", precision),
            scores)));
    }

    private String extents(String value, int from, int to) {
        return op("Slice", op("Shape", value), integers(from), integers(to), integers(0));
    }

    private String integers(long... values) {
        return rewrite.integers(node, values);
    }

    private String op(String operator, String... reads) {
        return rewrite.op(node, operator, reads);
    }

    private String op(String operator, Map<String, ?> attributes, String... reads) {
        return rewrite.op(node, operator, attributes, reads);
    }
}
