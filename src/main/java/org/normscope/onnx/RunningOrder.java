package org.normscope.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Puts nodes into an order in which they can run: each behind all that it reads, otherwise as in the file (Kahn's
 * algorithm, the earliest node in the file first). ONNX demands that files are in order; not all are.
 */
final class RunningOrder {
    private RunningOrder() { }

    /**
     * @param inFile nodes as in the file
     * @param given  values that stand before any node runs: inputs and weights
     * @param file   stands in messages
     * @throws BadNetworkException where there is a cycle, or a node reads what nothing writes
     */
    static List<Node> of(List<Node> inFile, Set<String> given, String file) {
        Map<String, List<Integer>> waiting = new HashMap<>();
        Set<String> written = new HashSet<>();
        inFile.forEach(node -> written.addAll(node.outputs()));
        int[] missing = new int[inFile.size()];
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < missing.length; i++) {
            for (String value : inFile.get(i).reads()) {
                if (given.contains(value)) continue;
                if (!written.contains(value)) {
                    throw new BadNetworkException("onnx.undefined", file, inFile.get(i).label(), value);
                }
                waiting.computeIfAbsent(value, v -> new ArrayList<>()).add(i);
                missing[i]++;
            }
            if (missing[i] == 0) ready.add(i);
        }
        List<Node> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            Node node = inFile.get(ready.poll());
            order.add(node);
            for (String value : node.outputs()) {
                for (int reader : waiting.getOrDefault(value, List.of())) if (--missing[reader] == 0) ready.add(reader);
            }
        }
        if (order.size() < inFile.size()) {
            for (int i = 0; i < missing.length; i++) {
                if (missing[i] > 0) throw new BadNetworkException("onnx.cycle", file, inFile.get(i).label());
            }
        }
        return List.copyOf(order);
    }
}
