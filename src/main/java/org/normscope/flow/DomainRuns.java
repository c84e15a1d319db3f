package org.normscope.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.shift.DomainGathering;
import org.normscope.shift.DomainRun;

/**
 * Runs networks over folders of domains. Each picture is decoded once for all of them, and fitted once for those that
 * see the same of it: a few are held so while one network after another runs over them, since the engine keeps a few
 * networks ready and makes others ready anew.
 */
public final class DomainRuns {
    /** Pictures held at once at most ... */
    private static final int MOST_PICTURES = 32;
    /** ... and the pixels that networks see of them, but for the last one's: 32 MiB. */
    private static final long MOST_PIXELS = 8L << 20;

    private final List<DomainGathering> gatherings;
    private final List<Network> networks;
    private final Runnable step;
    /** By network: the first one that sees the same of a picture. */
    private final int[] sees;
    private final List<Held> held = new ArrayList<>();
    private long pixels;
    private boolean backwards;

    /** What networks see of a picture, by the first that sees it so. */
    private record Held(Map<Integer, Pixels> fitted, String folder) { }

    private DomainRuns(List<Network> networks, GraphRunner runner, Runnable step) {
        this.networks = networks;
        this.step = step;
        sees = IntStream.range(0, networks.size())
            .map(i -> IntStream.range(0, i + 1).filter(first -> preprocessing(first).fitsAs(preprocessing(i)))
                .findFirst().orElseThrow()).toArray();
        gatherings = networks.stream().map(network -> new DomainGathering(network, runner)).toList();
    }

    /**
     * @param step is told before each picture's run through each network in which domain it is; what it throws ends the
     *             work
     * @return for each network in its order its runs by domain, of those with a whole picture
     * @throws BadFolderException where there is no whole picture
     */
    public static List<Map<String, DomainRun>> of(List<Network> networks, GraphRunner runner, DomainFolders folders,
                                                  Consumer<String> step) {
        List<Map<String, DomainRun>> runs =
            networks.stream().<Map<String, DomainRun>>map(network -> new LinkedHashMap<>()).toList();
        if (networks.isEmpty()) return runs;
        for (String domain : folders.domains()) {
            DomainRuns in = new DomainRuns(networks, runner, () -> step.accept(domain));
            folders.pictures(domain).forEach(in::take);
            in.runHeld();
            for (int i = 0; i < networks.size(); i++) {
                DomainRun run = in.gatherings.get(i).run();
                if (run.pictures() > 0) runs.get(i).put(domain, run);
            }
        }
        if (runs.stream().anyMatch(Map::isEmpty)) throw folders.nothing();
        return runs;
    }

    private Preprocessing preprocessing(int network) {
        return networks.get(network).spec().preprocessing();
    }

    private void take(DomainFolders.Pictured picture) {
        Map<Integer, Pixels> fitted = new HashMap<>();
        for (int network : sees) {
            fitted.computeIfAbsent(network, first -> preprocessing(first).fitted(picture.pixels()));
        }
        held.add(new Held(fitted, picture.folder()));
        for (Pixels seen : fitted.values()) pixels += seen.argb().length;
        if (held.size() >= MOST_PICTURES || pixels >= MOST_PIXELS) runHeld();
    }

    /** There and back again: the networks that ran last are those that are still ready. */
    private void runHeld() {
        for (int i = 0; i < networks.size(); i++) {
            int network = backwards ? networks.size() - 1 - i : i;
            for (Held picture : held) {
                step.run();
                gatherings.get(network).add(Objects.requireNonNull(picture.fitted().get(sees[network])),
                    DomainFolders.label(picture.folder(), networks.get(network)));
            }
        }
        backwards = !backwards;
        held.clear();
        pixels = 0;
    }
}
