package org.normscope.patches;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.task.Workers;

/** Indexes a folder and says what the index holds, as text that can be compared. */
final class IndexedFolder {
    private IndexedFolder() { }

    static IndexReport index(Network network, List<String> layers, Corpus corpus, Path file,
                             GraphRunner runner, Workers workers) {
        List<Object> outcome = new ArrayList<>();
        new Indexer(network, layers, runner, workers).job(corpus, file, progress -> { }, () -> { })
            .start(Runnable::run, Runnable::run, outcome::add, outcome::add);
        if (outcome.get(0) instanceof RuntimeException failure) throw failure;
        return (IndexReport) outcome.get(0);
    }

    static IndexReport index(Network network, Path folder, Path file, GraphRunner runner) {
        return index(network, List.of(), new FolderCorpus(folder), file, runner, Workers.sameThread());
    }

    /**
     * Everything that a reader can see of an index, under every ranking, without the numbers that pictures have in it.
     */
    static String everything(Path file) {
        StringBuilder all = new StringBuilder();
        try (PatchIndex index = PatchIndex.open(file)) {
            all.append(index.pictures()).append(" pictures, skipped ").append(index.skipped()).append('\n');
            for (IndexedLayer layer : index.layers()) {
                for (int unit = 0; unit < layer.units(); unit++) {
                    for (Ranking ranking : Ranking.values()) {
                        all.append(places(index.top(layer, unit, ranking))).append('\n');
                    }
                    TreeMap<Integer, Integer> counts = new TreeMap<>();
                    int[] bins = index.distribution(layer, unit).counts();
                    for (int bin = 0; bin < bins.length; bin++) if (bins[bin] != 0) counts.put(bin, bins[bin]);
                    all.append(layer.name()).append(' ').append(unit).append(' ').append(counts).append('\n');
                }
            }
        }
        return all.toString();
    }

    private static List<String> places(List<Patch> patches) {
        return patches.stream().map(patch ->
            patch.value() + " " + patch.hash() + " " + patch.y() + " " + patch.x() + " " + patch.name()).toList();
    }
}
