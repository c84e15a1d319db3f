package org.normscope.state;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.normscope.task.LatestOnly;

/** A step of the work behind the window, with the knowledge whether its last answer is the one to the last question. */
final class Stage<Q, A> {
    private record Asked<Q>(Q request, long number) { }

    private record Answered<A>(A answer, long number) { }

    private final LatestOnly<Asked<Q>, Answered<A>> latest;
    private final Runnable changed;
    private long asked;
    private long answered;
    private Q last;

    /** @param changed called on the UI thread whenever {@link #idle()} may have changed */
    Stage(Executor worker, Executor ui, Function<Q, A> work, Consumer<A> deliver, Consumer<Throwable> fail, Runnable changed) {
        this.changed = changed;
        latest = new LatestOnly<>(worker, ui,
            question -> new Answered<>(work.apply(question.request()), question.number()),
            answer -> {
                answered = answer.number();
                deliver.accept(answer.answer());
                changed.run();
            },
            failure -> {
                // Of the failed question only this is known: nothing newer has been answered.
                answered = asked;
                fail.accept(failure);
                changed.run();
            });
    }

    /** Nothing where that was the last question. */
    void submitNew(Q request) {
        if (!request.equals(last)) submit(request);
    }

    void submit(Q request) {
        last = request;
        asked++;
        changed.run();
        latest.submit(new Asked<>(request, asked));
    }

    /** The subject changed: nothing that was asked is answered. */
    void cancel() {
        answered = asked;
        last = null;
        latest.cancel();
        changed.run();
    }

    boolean idle() {
        return answered == asked;
    }
}
