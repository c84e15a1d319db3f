package org.normscope.state.normalize;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.flow.FeatureMapFlow;
import org.normscope.flow.FolderPictures;
import org.normscope.flow.Lent;
import org.normscope.flow.Place;
import org.normscope.image.Pixels;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Sources;
import org.normscope.state.desk.Words;
import org.normscope.task.Job;
import org.normscope.text.Fault;
import org.normscope.text.PathName;

/**
 * The maps of style pictures and the statistics of pools that panes borrow, worked out once for each place in the
 * network. A pool may take minutes: its pane says how far it is, and work that no pane wants any more ends. Lives on
 * the UI thread.
 */
final class Borrowing {
    /** As many results are kept as undo and a walk through a network come back to. */
    private static final int KEPT = 64;

    /**
     * What is borrowed, at a place.
     *
     * @param lent  null for the next picture of the tray and the sample photos
     * @param fault why there is none, or not yet; else null
     */
    record Loan(@Nullable Lent lent, @Nullable Fault fault) {
        static final Loan NOTHING = new Loan(null, null);
    }

    /** A place by the value that is normalized there: one of two layers around a norm need not run again. */
    private record Wanted(Object network, String value, PictureChoice style, String pool) {
        boolean ofPool() {
            return !pool.isEmpty();
        }
    }

    private final Sources sources;
    private final Opening opening;
    private final Notices notices;
    private final FeatureMapFlow flow;
    private final Executor ui;
    private final Runnable changed;
    private final BiConsumer<Integer, Fault> reading;
    private final Map<Wanted, Loan> known = new LinkedHashMap<>();
    private final Map<Wanted, Job<?>> running = new HashMap<>();
    /** Pools of which it was said what is left out: they are read again at every layer. */
    private final Set<String> told = new HashSet<>();
    private Map<Integer, Wanted> asked = Map.of();

    /**
     * @param changed called when something that was waited for is there
     * @param reading told how far a pane's pool is
     */
    Borrowing(Services services, Runnable changed, BiConsumer<Integer, Fault> reading) {
        sources = services.sources();
        opening = services.opening();
        notices = services.notices();
        flow = new FeatureMapFlow(services.runner());
        ui = services.ui();
        this.changed = changed;
        this.reading = reading;
    }

    /**
     * By pane, where it borrows anything; what is not there yet is begun. Empty where a style picture's maps are on
     * their way, which takes no longer than a layer's: what is on screen stays until then.
     */
    Optional<Map<Integer, Loan>> of(Place place, List<PaneSettings> panes) {
        Map<Integer, Loan> loans = new HashMap<>();
        Map<Integer, Wanted> wanted = new HashMap<>();
        boolean waiting = false;
        for (PaneSettings pane : panes) {
            Wanted one = wanted(place, pane);
            if (one == null) continue;
            wanted.put(pane.key(), one);
            if (!known.containsKey(one) && !running.containsKey(one)) begin(place, one);
            Loan loan = known.get(one);
            if (loan == null && one.ofPool()) loan = new Loan(null, reading(one));
            waiting |= loan == null;
            loans.put(pane.key(), loan);
        }
        running.keySet().stream().filter(one -> !wanted.containsValue(one)).toList()
            .forEach(one -> opening.cancel(running.remove(one)));
        asked = wanted;
        return waiting ? Optional.empty() : Optional.of(loans);
    }

    private static @Nullable Wanted wanted(Place place, PaneSettings pane) {
        Borrowed borrowed = pane.borrowed();
        if (pane.takesStyle() && !borrowed.style().equals(PictureChoice.NONE)) {
            return new Wanted(place.network(), place.normalized(), borrowed.style(), "");
        }
        if (pane.takesPool() && !borrowed.pool().isEmpty()) {
            return new Wanted(place.network(), place.normalized(), PictureChoice.NONE, borrowed.pool());
        }
        return null;
    }

    private void begin(Place place, Wanted wanted) {
        Words what = wanted.ofPool() ? Words.of("activity.pool", PathName.of(wanted.pool()))
            : Words.of("activity.pictures", 1);
        boolean[] over = new boolean[1];
        List<String> skipped = new ArrayList<>();
        Job<Loan> job = opening.<Loan>start(what,
            running -> wanted.ofPool() ? pool(place, wanted, skipped, running) : style(place, wanted), loan -> {
                over[0] = true;
                if (!skipped.isEmpty() && told.add(wanted.pool())) {
                    notices.tell(Words.of("pictures.skipped", skipped.size(), skipped.get(0)));
                }
                keep(wanted, loan);
            }, failure -> {
            over[0] = true;
            keep(wanted, new Loan(null, failure instanceof Fault fault ? fault
                : new Fault(failure, "app.unexpected", String.valueOf(failure))));
        });
        if (over[0]) return;
        running.put(wanted, job);
        if (wanted.ofPool()) job.onChange(state -> ui.execute(() -> {
            if (running.get(wanted) == job) asked.forEach((pane, one) -> {
                if (one.equals(wanted)) reading.accept(pane, reading(wanted));
            });
        }));
    }

    private Loan style(Place place, Wanted wanted) {
        Pixels picture = sources.picture(wanted.style()).pixels();
        return new Loan(flow.lent(place, Optional.of(picture), Optional.empty()), null);
    }

    private Loan pool(Place place, Wanted wanted, List<String> skipped, Job<?> job) {
        Path folder = Path.of(wanted.pool());
        if (!Files.isDirectory(folder)) throw new Fault("pane.pool.lost", wanted.pool());
        FolderPictures pictures = new FolderPictures(folder, picture -> skipped.add(picture.in(wanted.pool())));
        double total = Math.max(1, pictures.count());
        int[] done = new int[1];
        try (Stream<Pixels> pool = pictures.stream().peek(picture -> job.report(Math.min(1, done[0]++ / total), ""))) {
            return new Loan(flow.lent(place, Optional.empty(), Optional.of(pool)), null);
        }
    }

    private Fault reading(Wanted wanted) {
        Job<?> job = running.get(wanted);
        long percent = job == null ? 0 : Math.round(100 * job.state().progress());
        return new Fault("pane.pool.reading", PathName.of(wanted.pool()), Long.toString(percent));
    }

    private void keep(Wanted wanted, Loan loan) {
        running.remove(wanted);
        known.put(wanted, loan);
        if (known.size() > KEPT) known.remove(known.keySet().iterator().next());
        changed.run();
    }

    /** So that what could not be borrowed is tried again. */
    void forgetFaults() {
        known.values().removeIf(loan -> loan.fault() != null);
    }

    void cancel() {
        running.values().forEach(opening::cancel);
        running.clear();
    }
}
