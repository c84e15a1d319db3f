package org.normscope.state.desk.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.normscope.task.HomeThread;
import org.normscope.task.Stop;

/** The stages of one pipeline, made alike and known together. Lives on the UI thread. */
public final class Stages {
    private final HomeThread home = new HomeThread();
    private final Executor ui;
    private final Consumer<Throwable> fail;
    private final List<Stage<?, ?>> all = new ArrayList<>();
    private final List<Stage<?, ?>> awaited = new ArrayList<>();
    private final ReadOnlyBooleanWrapper computing = new ReadOnlyBooleanWrapper(this, "computing");

    /** @param fail told why a stage could not answer, unless the stage has its own way */
    public Stages(Executor ui, Consumer<Throwable> fail) {
        this.ui = ui;
        this.fail = fail;
    }

    public <Q, A> Stage<Q, A> add(Executor worker, Function<Q, A> work, Consumer<A> deliver) {
        return add(worker, work, deliver, fail);
    }

    public <Q, A> Stage<Q, A> add(Executor worker, Function<Q, A> work, Consumer<A> deliver,
                                  Consumer<Throwable> failed) {
        return awaited(new Stage<>(worker, ui, work, deliver, failed, this::publish));
    }

    /** Work that looks at its {@link Stop} and ends with a CancellationException where it is stopped. */
    public <Q, A> Stage<Q, A> addStoppable(Executor worker, BiFunction<Q, Stop, A> work, Consumer<A> deliver) {
        return addStoppable(worker, work, deliver, fail);
    }

    public <Q, A> Stage<Q, A> addStoppable(Executor worker, BiFunction<Q, Stop, A> work, Consumer<A> deliver,
                                           Consumer<Throwable> failed) {
        return awaited(new Stage<>(worker, ui, work, deliver, failed, this::publish));
    }

    /** A stage that nobody waits for: it works ahead. */
    public <Q, A> Stage<Q, A> addAhead(Executor worker, Function<Q, A> work) {
        Stage<Q, A> stage = new Stage<>(worker, ui, work, done -> { }, fail, () -> { });
        all.add(stage);
        return stage;
    }

    private <Q, A> Stage<Q, A> awaited(Stage<Q, A> stage) {
        all.add(stage);
        awaited.add(stage);
        return stage;
    }

    private void publish() {
        assert home.isHere() : "what a pipeline knows changes on the thread that made it";
        computing.set(!awaited.stream().allMatch(Stage::idle));
    }

    /** Whether a stage that is waited for has not answered. */
    public ReadOnlyBooleanProperty computing() {
        return computing.getReadOnlyProperty();
    }

    /** The subject changed: nothing that was asked is answered. */
    public void cancel() {
        all.forEach(Stage::cancel);
    }
}
