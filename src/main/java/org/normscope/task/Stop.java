package org.normscope.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Tells work under way that nobody waits for it any more. Asked once, for good. Thread-safe. */
public final class Stop {
    private final List<Runnable> watching = new ArrayList<>();
    private boolean asked;

    public synchronized void ask() {
        if (asked) return;
        asked = true;
        watching.forEach(Runnable::run);
    }

    public synchronized boolean asked() {
        return asked;
    }

    /** @throws CancellationException where it has been asked for, so that the work ends here */
    public void check() {
        if (asked()) throw new CancellationException();
    }

    /**
     * Has something done when it is asked for, at once where it has been; until {@link #unwatch}, never during or after
     * it.
     */
    public synchronized void watch(Runnable stopping) {
        watching.add(stopping);
        if (asked) stopping.run();
    }

    public synchronized void unwatch(Runnable stopping) {
        watching.remove(stopping);
    }
}
