package org.normscope.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * What the frozen part gives of each picture, in a file that goes when this is closed: in memory there is a number a
 * picture. Where the disk is full no more is kept, and what is missing is computed again. Thread-safe.
 */
final class KeptMaps implements AutoCloseable {
    private final @Nullable Path folder;
    private final Map<String, Long> places = new ConcurrentHashMap<>();
    private @Nullable FileChannel file;
    private @Nullable Shape shape;
    private long end;
    private boolean full;

    /** In the system's folder for files that do not last. */
    KeptMaps() {
        this(null);
    }

    KeptMaps(@Nullable Path folder) {
        this.folder = folder;
    }

    boolean has(String hash) {
        return places.containsKey(hash);
    }

    /** @param maps of one picture, of the same shape for all */
    synchronized void put(String hash, Tensor maps) {
        if (full || has(hash)) return;
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * maps.data().length);
        bytes.asFloatBuffer().put(maps.data());
        try {
            if (file == null) file = open();
            for (long at = end; bytes.hasRemaining();) at += file.write(bytes, at);
            shape = maps.shape();
            places.put(hash, end);
            end += bytes.capacity();
        } catch (IOException e) {
            full = true; // It is a matter of speed only: whoever asks runs the frozen part again.
        }
    }

    private FileChannel open() throws IOException {
        Path made = folder == null ? Files.createTempFile("normscope", ".maps")
            : Files.createTempFile(folder, "normscope", ".maps");
        return FileChannel.open(made, StandardOpenOption.READ, StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** The maps of a picture that is kept. */
    synchronized Tensor of(String hash) {
        Long place = places.get(hash);
        if (file == null || shape == null || place == null) throw new IllegalArgumentException(hash);
        float[] cells = new float[shape.size()];
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * cells.length);
        try {
            for (long at = place; bytes.hasRemaining();) {
                int read = file.read(bytes, at);
                if (read < 0) throw new IOException("cut short");
                at += read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.flip().asFloatBuffer().get(cells);
        return Tensor.of(shape, cells);
    }

    @Override
    public synchronized void close() {
        places.clear();
        try {
            if (file != null) file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file = null;
        full = true; // Of a training that was cancelled batches are still on their way: they keep no more.
    }
}
