package org.normscope.task;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Held by the one who writes a file, be it here or in another process, for as long as the work takes; it ends with the
 * process, however that ends.
 *
 * <p>On POSIX a process loses all its locks of a file as soon as it closes any of that file's descriptors, even one
 * that only read. So the lock is not of the file itself but of an empty one beside it, and who in this process holds it
 * is known without opening that.
 */
public final class OneWriter implements AutoCloseable {
    /** Milliseconds between two looks. */
    private static final long PAUSE = 20;
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private OneWriter(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * @param patience how long to wait for somebody else to end
     * @return empty where somebody else goes on writing it
     * @throws IOException where nothing can be written beside it
     */
    public static Optional<OneWriter> of(Path file, Duration patience) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        path = path.resolveSibling(path.getFileName() + "-lock");
        for (long end = System.nanoTime() + patience.toNanos();;) {
            if (HERE.add(path)) {
                FileChannel channel = null;
                try {
                    channel = taken(path);
                } finally {
                    if (channel == null) HERE.remove(path);
                }
                if (channel != null) return Optional.of(new OneWriter(path, channel));
            }
            if (System.nanoTime() >= end) return Optional.empty();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE));
        }
    }

    /** @return null where another process holds it, or took the file away at this moment */
    private static @Nullable FileChannel taken(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null && Files.exists(path)) return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // An empty file that stays is taken by the next.
        } finally {
            HERE.remove(path);
        }
    }
}
