package org.normscope.state.normalize;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Trust;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.task.Job;
import org.normscope.task.Stop;

/** Whether the pictures of the decision can be trusted: asked once, worked out as a job, forgotten with its subject. */
public final class TrustModel {
    private final ReadOnlyObjectWrapper<Trust> trust = new ReadOnlyObjectWrapper<>(this, "trust");
    private final Opening opening;
    private final GraphRunner runner;
    private @Nullable Job<Trust> job;
    private Stop stop = new Stop();

    TrustModel(Services services) {
        opening = services.opening();
        runner = services.runner();
    }

    /** Null before it was asked, and while it is being worked out. */
    public ReadOnlyObjectProperty<Trust> trust() { return trust.getReadOnlyProperty(); }

    void ask(Network network, Decided decided, Pixels seen) {
        forget();
        Stop now = stop;
        job = opening.<Trust>start(Words.of("trust.activity"), work -> Trust.of(network, runner, decided.of(),
            decided.method(), decided.layer(), seen, now, done -> work.report(done, "")), trust::set);
    }

    /** Another picture, network or question: what runs ends, and is not told. */
    void forget() {
        stop.ask();
        stop = new Stop();
        if (job != null && !job.state().over()) opening.cancel(job);
        trust.set(null);
    }
}
