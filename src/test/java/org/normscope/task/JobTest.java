package org.normscope.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.normscope.task.Job.Phase;
import org.normscope.task.Job.State;

class JobTest {
    private final Queue worker = new Queue();
    private final Queue window = new Queue();
    private final List<Object> outcome = new ArrayList<>();
    private final List<State> seen = new ArrayList<>();

    private <T> Job<T> start(Job.Work<T> work) {
        Job<T> job = new Job<>(work);
        job.onChange(seen::add);
        return job.start(worker, window, outcome::add, outcome::add);
    }

    @Test
    void tellsHowFarItIs() {
        Job<String> job = start(j -> {
            j.report(0.5, "halfway");
            return "result";
        });
        assertEquals(Phase.WAITING, job.state().phase());
        worker.runAll();
        window.runAll();
        assertEquals(List.of(new State(Phase.RUNNING, 0, ""), new State(Phase.RUNNING, 0.5, "halfway"),
            new State(Phase.DONE, 1, "halfway")), seen);
        assertEquals(List.of("result"), outcome);
    }

    @Test
    void handsOverItsFailure() {
        IllegalStateException failure = new IllegalStateException();
        start(j -> { throw failure; });
        worker.runAll();
        window.runAll();
        assertEquals(List.of(failure), outcome);
        assertEquals(Phase.FAILED, seen.get(seen.size() - 1).phase());
    }

    @Test
    void doesNotBeginWhenCancelledBefore() {
        List<String> done = new ArrayList<>();
        start(j -> done.add("work")).cancel();
        worker.runAll();
        window.runAll();
        assertEquals(List.of(), done);
        assertEquals(List.of(), outcome);
    }

    @Test
    void endsAtItsNextReportWhenCancelled() {
        List<Integer> steps = new ArrayList<>();
        Job<Integer> job = start(j -> {
            for (int i = 0; i < 10; i++) {
                steps.add(i);
                if (i == 3) j.cancel();
                j.report(i / 10.0, "");
            }
            return 1;
        });
        worker.runAll();
        window.runAll();
        assertEquals(List.of(0, 1, 2, 3), steps);
        assertEquals(List.of(), outcome);
        assertEquals(Phase.CANCELLED, job.state().phase());
    }

    @Test
    void deliversNothingWhenCancelledBetweenWorkAndDelivery() {
        Job<Integer> job = start(j -> 1);
        worker.runAll();
        job.cancel();
        window.runAll();
        assertEquals(List.of(), outcome);
        assertEquals(Phase.CANCELLED, job.state().phase());
    }

    @Test
    void cancellingWhatIsOverChangesNothing() {
        Job<Integer> job = start(j -> 1);
        worker.runAll();
        window.runAll();
        job.cancel();
        assertEquals(Phase.DONE, job.state().phase());
        assertFalse(seen.isEmpty());
    }
}
