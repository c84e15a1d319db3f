package org.normscope.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives what the engine has freed back to the system once nothing has run for a moment. Given back at once, as
 * settings of the allocator can make it, the pages are asked for again by the next move of a slider, and to be handed
 * them costs a sixth of what decoding a style costs. Kept for good, they add up to what every run has ever needed.
 * Where glibc does not allocate, nothing is done.
 */
final class FreedMemory {
    /** Milliseconds without a run; and how long runs may follow each other before memory is given back between them. */
    private static final long REST = 1500, WORK = 20_000;

    private static final Executor LATER = CompletableFuture.delayedExecutor(REST, TimeUnit.MILLISECONDS);

    private final Runnable giveBack;
    private long ended, begun;
    private int running;
    private boolean waiting;

    FreedMemory() {
        this(FreedMemory::giveBack);
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
}
