package org.normscope;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import org.normscope.state.app.AppModel;

/** Takes steps one after the other, each once everything has been computed and laid out that the one before set off. */
final class Idle {
    /** Pulses without any work before a step is taken: results of one stage set off the next. */
    private static final int QUIET_PULSES = 20;
    /** How long a step is waited for, nanoseconds: the tree's pictures alone take half a minute of two cores. */
    private static final long PATIENCE = 90_000_000_000L;

    private final AppModel app;
    private final Scene scene;
    private final Deque<Runnable> steps;
    private int quiet;
    private long entered;

    Idle(AppModel app, Scene scene, List<Runnable> steps) {
        this.app = app;
        this.scene = scene;
        this.steps = new ArrayDeque<>(steps);
    }

    void begin() {
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                scene.getRoot().requestLayout();
                quiet = busy() ? 0 : quiet + 1;
                if (quiet < QUIET_PULSES) return;
                quiet = 0;
                steps.remove().run();
                entered = System.nanoTime();
                if (steps.isEmpty()) stop();
            }
        }.start();
    }

    private boolean busy() {
        if (entered == 0) entered = System.nanoTime();
        // A job that runs on by itself is not waited for longer than this.
        boolean late = System.nanoTime() - entered > PATIENCE;
        // Others compute for the open one, too: the layers' maps in its strip.
        return !late && (!app.workspace().get().settled() || app.computing().get()) || app.activity().get() != null;
    }
}
