package org.normscope.task;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** An executor that runs what it got when it is told to. */
public final class Queue implements Executor {
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    public int size() {
        return tasks.size();
    }

    /** Runs the oldest task; false where there is none. */
    public boolean runOne() {
        Runnable task = tasks.poll();
        if (task != null) task.run();
        return task != null;
    }

    /** Runs until nothing is left, what the tasks themselves bring in included. */
    public void runAll() {
        while (runOne()) { }
    }
}
