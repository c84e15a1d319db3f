package org.normscope.state.desk.stage;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.normscope.task.LatestOnly;
import org.normscope.task.Stop;

/** A step of the work behind the window, with the knowledge whether its last answer is the one to the last question. */
public final class Stage<Q, A> {
    private record Asked<Q>(Q request, long number, Stop stop) { }

    /** @param answer null where the work was stopped */
    private record Answered<A>(@Nullable A answer, long number) { }

    private final LatestOnly<Asked<Q>, Answered<A>> latest;
    private final Runnable changed;
    private long asked;
    private long answered;
    private @Nullable Q last;
    /** Of all that is asked until it is used. */
    private Stop stop = new Stop();

    /** @param changed called on the UI thread whenever {@link #idle()} may have changed */
    Stage(Executor worker, Executor ui, Function<Q, A> work, Consumer<A> deliver,
          Consumer<Throwable> fail, Runnable changed) {
        this(worker, ui, (request, stop) -> work.apply(request), deliver, fail, changed);
    }

    /** @param work may end with a {@link CancellationException} where it is stopped */
    Stage(Executor worker, Executor ui, BiFunction<Q, Stop, A> work, Consumer<A> deliver,
          Consumer<Throwable> fail, Runnable changed) {
        this.changed = changed;
        latest = new LatestOnly<>(worker, ui,
            question -> new Answered<>(answer(work, question), question.number()),
            answer -> {
                answered = answer.number();
                A found = answer.answer();
                if (found != null) deliver.accept(found);
                changed.run();
            },
            failure -> {
                // Of the failed question only this is known: nothing newer has been answered.
                answered = asked;
                fail.accept(failure);
                changed.run();
            });
    }

    private static <Q, A> @Nullable A answer(BiFunction<Q, Stop, A> work, Asked<Q> question) {
        try {
            question.stop().check();
            A answer = work.apply(question.request(), question.stop());
            return question.stop().asked() ? null : answer;
        } catch (CancellationException stopped) {
            return null;
        }
    }

    /** Nothing where that was the last question. */
    public void submitNew(Q request) {
        if (!request.equals(last)) submit(request);
    }

    public void submit(Q request) {
        last = request;
        asked++;
        changed.run();
        latest.submit(new Asked<>(request, asked, stop));
    }

    /** Nobody waits any more for what has been asked: it ends as soon as it can, and is not answered. */
    public void stop() {
        stop.ask();
        stop = new Stop();
        last = null;
    }

    /** The subject changed: nothing that was asked is answered. */
    public void cancel() {
        answered = asked;
        last = null;
        latest.cancel();
        changed.run();
    }

    boolean idle() {
        return answered == asked;
    }
}
