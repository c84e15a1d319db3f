package org.normscope;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import org.normscope.state.AppModel;
import org.normscope.state.IndexStatus.Phase;
import org.normscope.state.LayersModel;
import org.normscope.state.NormalizeModel;
import org.normscope.state.PaneModel;
import org.normscope.state.StripItem;
import org.normscope.state.StyleModel;
import org.normscope.state.Workspace;

/** Takes steps one after the other, each once everything has been computed and laid out that the one before set off. */
final class Idle {
    /** Pulses without any work before a step is taken: results of one stage set off the next. */
    private static final int QUIET_PULSES = 20;
    /** How long an index is waited for, nanoseconds. */
    private static final long PATIENCE = 25_000_000_000L;

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
                if (steps.isEmpty()) stop();
            }
        }.start();
    }

    private boolean busy() {
        NormalizeModel model = app.normalize();
        return app.workspace().get() == Workspace.LAYERS && walking() || app.workspace().get() == Workspace.STYLE && painting()
            || app.workspace().get() == Workspace.SHIFT && shifting() || app.activity().get() != null || model.computing().get() || model.maps().get() == null
            || model.strip().items().stream().map(StripItem::map).anyMatch(map -> map == null)
            || model.panes().stream().anyMatch(Idle::unfinished);
    }

    private boolean painting() {
        StyleModel style = app.style();
        return style.frame().get() == null || !style.frame().get().sharp() || style.computing().get() || style.sheet().get().cells().isEmpty()
            || style.styles().stream().anyMatch(item -> item.thumbnail() == null);
    }

    private boolean shifting() {
        return app.shift().computing().get() || app.shift().compared().size() < app.shift().settings().get().networks().size() || app.shift().meter().get() == null;
    }

    private boolean walking() {
        if (entered == 0) entered = System.nanoTime();
        LayersModel model = app.layers();
        Phase phase = model.index().status().get().phase();
        boolean late = System.nanoTime() - entered > PATIENCE;
        boolean indexing = phase == Phase.OPENING || phase == Phase.INDEXING && !late;
        return indexing || model.computing().get() && phase != Phase.INDEXING || model.opened().get() == null;
    }

    private static boolean unfinished(PaneModel pane) {
        return pane.fault().get() == null && (pane.content().get() == null || pane.effect().get() == null);
    }
}
