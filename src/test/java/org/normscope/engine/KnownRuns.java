package org.normscope.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.normscope.network.Activations;
import org.normscope.onnx.Graph;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** What the engine answered last, by all that it was given. Thread-safe. */
final class KnownRuns {
    /** Numbers that are kept: 128 MB. */
    private static final long CELLS = 1 << 25;

    /** What tells a graph from another, wherever it was read. */
    record Content(String name, int length, long crc32, long crc32c) {
        static Content of(Graph graph) {
            byte[] bytes = graph.toBytes();
            ByteBuffer file = ByteBuffer.wrap(bytes);
            return new Content(graph.name(), bytes.length, sum(new CRC32(), file), sum(new CRC32C(), file));
        }
    }

    /** Two sums tell cells from others. */
    private record Fed(Shape shape, long crc32, long crc32c) { }

    /** All that an answer depends on. */
    record Run(Content graph, List<String> values, Map<String, Fed> feeds) {
        static Run of(Content graph, Collection<String> values, Map<String, Tensor> feeds) {
            Map<String, Fed> fed = new TreeMap<>();
            feeds.forEach((name, tensor) -> fed.put(name, fed(tensor)));
            return new Run(graph, values.stream().distinct().sorted().toList(), fed);
        }

        private static Fed fed(Tensor tensor) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(Float.BYTES * tensor.data().length);
            bytes.asFloatBuffer().put(tensor.data());
            return new Fed(tensor.shape(), sum(new CRC32(), bytes), sum(new CRC32C(), bytes));
        }
    }

    private static long sum(Checksum checksum, ByteBuffer bytes) {
        checksum.update(bytes.rewind());
        return checksum.getValue();
    }

    private final Map<Run, Activations> known = new LinkedHashMap<>(16, .75f, true);
    private long cells;

    /** A copy, which may be written to. */
    Optional<Activations> of(Run run) {
        Activations found;
        synchronized (this) {
            found = known.get(run);
        }
        return Optional.ofNullable(found).map(KnownRuns::copy);
    }

    void keep(Run run, Activations answer) {
        Activations copy = copy(answer);
        synchronized (this) {
            if (known.put(run, copy) == null) cells += cells(copy);
            Iterator<Activations> oldest = known.values().iterator();
            while (cells > CELLS && known.size() > 1) {
                cells -= cells(oldest.next());
                oldest.remove();
            }
        }
    }

    private static long cells(Activations answer) {
        return answer.values().values().stream().mapToLong(tensor -> tensor.shape().size()).sum();
    }

    private static Activations copy(Activations answer) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        answer.values().forEach((name, tensor) -> values.put(name,
            Tensor.of(tensor.shape(), Arrays.copyOf(tensor.data(), tensor.data().length))));
        return new Activations(values, answer.seconds());
    }
}
