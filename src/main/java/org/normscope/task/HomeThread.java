package org.normscope.task;

/**
 * The thread that something lives on: the one that made it. For assertions: what lives on the UI thread must not be
 * touched from another, and what takes long must not run there.
 */
public final class HomeThread {
    /** As the toolkit names it. */
    private static final String UI = "JavaFX Application Thread";

    private final Thread home = Thread.currentThread();

    public boolean isHere() {
        return Thread.currentThread() == home;
    }

    /** Whether this is the thread of a window: what takes long would freeze it. */
    public static boolean isWindow() {
        return Thread.currentThread().getName().equals(UI);
    }
}
