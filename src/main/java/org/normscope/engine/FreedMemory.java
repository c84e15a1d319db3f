package org.normscope.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Gives what the engine has freed back to the system once nothing has run for a moment. Given back at once, as
 * settings of the allocator can make it, the pages are asked for again by the next move of a slider, and to be handed
 * them costs a sixth of what decoding a style costs. Kept for good, they add up to what every run has ever needed.
 * Where glibc does not allocate, that part is left out.
 *
 * <p>With them goes what has died in the Java heap. That is looked for only when the heap is full, which after a large
 * network is long: its maps would stay for hours.
 */
final class FreedMemory {
    /** Milliseconds without a run; and how long runs may follow each other before memory is given back between them. */
    private static final long REST = 1500, WORK = 5_000;

    /** From how many such bytes on the heap is looked through; and how often, in milliseconds, it is. */
    private static final long MUCH = 128L << 20, SELDOM = 20_000;

    private static final Executor LATER = CompletableFuture.delayedExecutor(REST, TimeUnit.MILLISECONDS);

    private final Runnable giveBack;
    private long ended, begun;
    private int running;
    private boolean waiting;
    private final AtomicBoolean postponed = new AtomicBoolean();
    private volatile long swept = System.nanoTime() - SELDOM * 1_000_000;

    FreedMemory() {
        giveBack = this::giveBack;
    }

    FreedMemory(Runnable giveBack) {
        this.giveBack = giveBack;
    }

    /** A run begins: it will ask for again what was given back under it. */
    synchronized void runs() {
        running++;
    }

    /** A run has ended. */
    synchronized void ran() {
        running--;
        freed();
    }

    /** Something was freed without a run. */
    synchronized void freed() {
        ended = System.nanoTime();
        if (waiting) return;
        waiting = true;
        begun = ended;
        LATER.execute(this::look);
    }

    private void look() {
        synchronized (this) {
            long now = System.nanoTime();
            boolean resting = running == 0 && now - ended >= REST * 1_000_000;
            if (!resting && now - begun < WORK * 1_000_000) {
                LATER.execute(this::look);
                return;
            }
            waiting = false;
        }
        giveBack.run();
    }

    private void giveBack() {
        sweep();
        Function trim = Trim.FUNCTION;
        if (trim != null) trim.invokeInt(new Object[] {new NativeLong(0)});
    }

    private void sweep() {
        long now = System.nanoTime(), wait = untilSwept(old(), (now - swept) / 1_000_000);
        if (wait > 0 && postponed.compareAndSet(false, true)) {
            // Nothing may run any more that would bring it back here.
            CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS).execute(() -> {
                postponed.set(false);
                freed();
            });
        } else if (wait == 0) {
            System.gc();
            swept = now;
        }
    }

    /** Bytes that only a collection of the whole heap can give back: its old part, and what buffers hold outside. */
    private static long old() {
        long inHeap = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
            .mapToLong(pool -> pool.getUsage().getUsed()).sum();
        return inHeap + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    }

    /**
     * When it is time for a collection, which stops everything for a tenth of a second. How much of it has died nobody
     * knows: the last collection may have left what is dead by now.
     *
     * @param old   bytes
     * @param since the last one, milliseconds
     * @return milliseconds from now; negative for never
     */
    static long untilSwept(long old, long since) {
        return old <= MUCH ? -1 : Math.max(0, SELDOM - since);
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
}
