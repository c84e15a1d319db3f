package org.normscope.state.shift;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.normscope.network.Network;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.Notices;
import org.normscope.state.desk.Words;

/**
 * Recalibrated networks, as the settings want them: made by a job, kept for undo, made again where a session brings the
 * wish without the result. Lives on the UI thread.
 */
final class Recalibrations {
    /** Networks are large. */
    private static final int KEPT = 2 * ShiftSettings.MOST_NETWORKS;

    /** A network whose statistics are taken from a pool as it is, or was. */
    private record Wanted(NetworkChoice network, Pool pool) { }

    private final Chosen chosen;
    private final ShiftJobs jobs;
    private final Notices notices;
    private final Map<Wanted, Network> made = new LinkedHashMap<>();
    /** What a session says that the pool was, until it has been looked at. */
    private final Set<Pool> checked = new HashSet<>();

    Recalibrations(Chosen chosen, ShiftJobs jobs, Notices notices) {
        this.chosen = chosen;
        this.jobs = jobs;
        this.notices = notices;
    }

    /** The recalibrated one beside a network; empty where none is wanted, or it is not made yet. */
    Optional<Compared> of(ComparedChoice choice) {
        return Optional.ofNullable(made.get(new Wanted(choice.network(), choice.pool())))
            .map(network -> new Compared(choice.ink(), Compared.Origin.RECALIBRATED, network));
    }

    /** As the user asks for it: the settings want it once it is there. */
    void make(ComparedChoice choice, Network network, String folder, Runnable done) {
        jobs.recalibrate(network, folder, result -> {
            keep(choice.network(), result.pool(), result);
            checked.add(result.pool());
            set(choice.ink(), choice.network(), result.pool());
            done.run();
        }, failure -> {
            if (failure != null) notices.tell(failure);
        });
    }

    /**
     * Makes what is wanted and not there, one after another. Where that fails, or is stopped, it is wanted no longer,
     * and told.
     */
    void makeWanted(List<ComparedChoice> choices, Map<NetworkChoice, Network> opened, Runnable arrived) {
        for (ComparedChoice choice : choices) {
            Network network = opened.get(choice.network());
            if (choice.pool().equals(Pool.NONE) || network == null
                || made.containsKey(new Wanted(choice.network(), choice.pool())) || jobs.running()) {
                continue;
            }
            jobs.recalibrate(network, choice.pool().folder(), result -> {
                keep(choice.network(), choice.pool(), result);
                boolean same = checked.contains(choice.pool()) || result.pool().equals(choice.pool());
                if (!same) notices.tell(Words.of("shift.recalibrate.changed", choice.pool().folder(), network.name()));
                arrived.run();
            }, failure -> {
                if (failure != null) notices.tell(failure);
                notices.tell(Words.of("shift.recalibrate.left", network.name(), choice.pool().folder()));
                set(choice.ink(), choice.network(), Pool.NONE);
            });
            return;
        }
    }

    private void keep(NetworkChoice network, Pool pool, ShiftJobs.Recalibrated result) {
        List<String> skipped = result.skipped();
        if (!skipped.isEmpty()) notices.tell(Words.of("pictures.skipped", skipped.size(), skipped.get(0)));
        Wanted wanted = new Wanted(network, pool);
        made.remove(wanted);
        made.put(wanted, result.network());
        if (made.size() > KEPT) made.remove(made.keySet().iterator().next());
    }

    /** Where the network still stands in its place. */
    private void set(int ink, NetworkChoice network, Pool pool) {
        chosen.change(ShiftSettings.class, null, settings -> settings.recalibrated(ink, network, pool));
    }
}
