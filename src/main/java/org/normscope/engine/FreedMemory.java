package org.normscope.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives what the engine has freed back to the system once no run has ended for a moment. Given back at once, as
 * settings of the allocator can make it, the pages are asked for again by the next move of a slider, and to be handed
 * them costs a sixth of what decoding a style costs. Kept for good, they add up to what every run has ever needed.
 * Where glibc does not allocate, nothing is done.
 */
final class FreedMemory implements AutoCloseable {
    /** Milliseconds without a run; and how long runs may follow each other before memory is given back between them. */
    private static final long REST = 1500, WORK = 20_000;

    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "freed memory");
        thread.setDaemon(true);
        return thread;
    });
    private long ended, begun;
    private boolean waiting;

    FreedMemory() {
        clock.setKeepAliveTime(2 * REST, TimeUnit.MILLISECONDS);
        clock.allowCoreThreadTimeOut(true);
    }

    /** A run has ended. */
    synchronized void ran() {
        ended = System.nanoTime();
        if (waiting || clock.isShutdown()) return;
        waiting = true;
        begun = ended;
        clock.schedule(this::look, REST, TimeUnit.MILLISECONDS);
    }

    private void look() {
        synchronized (this) {
            long now = System.nanoTime(), rested = TimeUnit.NANOSECONDS.toMillis(now - ended);
            if (rested < REST && TimeUnit.NANOSECONDS.toMillis(now - begun) < WORK) {
                clock.schedule(this::look, REST - rested, TimeUnit.MILLISECONDS);
                return;
            }
            waiting = false;
        }
        giveBack();
    }

    private static void giveBack() {
        Function trim = Trim.FUNCTION;
        if (trim != null) trim.invokeInt(new Object[] {new NativeLong(0)});
    }

    /** Looked up when it is first needed: the library's start is not the window's. */
    private static final class Trim {
        private static final @Nullable Function FUNCTION = find();

        private static @Nullable Function find() {
            if (!Platform.isLinux()) return null;
            try {
                return NativeLibrary.getInstance("c").getFunction("malloc_trim");
            } catch (LinkageError e) {
                // Another C library, or no place for JNA's own: the memory stays with the process.
                return null;
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
