package org.normscope.state.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Runs what it is given at once, or, while it holds, when it is let go. */
public final class HeldWork implements Executor {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean holds;

    @Override
    public void execute(Runnable task) {
        if (holds) waiting.add(task);
        else task.run();
    }

    public void hold() {
        holds = true;
    }

    public void letGo() {
        holds = false;
        while (!waiting.isEmpty()) waiting.remove().run();
    }
}
