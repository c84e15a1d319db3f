package org.normscope.transfer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.task.Workers;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * What stays as it is in front of the part that trains. Of pictures as they are it runs once, whatever the number of
 * epochs; each crop, mirror and tint is a picture of its own, of which it runs anew.
 */
final class FrozenPart {
    private final Network network;
    private final List<String> fed;
    private final GraphRunner runner;
    private final Workers workers;

    FrozenPart(Network network, TrainedPart.Graphs graphs, GraphRunner runner, Workers workers) {
        this.network = network.rewritten(graphs.frozen());
        fed = graphs.fed();
        this.runner = runner;
        this.workers = workers;
    }

    /** @param input [N, C, H, W] as the network takes it */
    Map<String, Tensor> of(Tensor input) {
        Map<String, Tensor> given = network.feeds(input);
        if (!given.keySet().containsAll(fed)) {
            Activations run = network.run(runner, input, fed);
            return fed.stream().collect(Collectors.toMap(name -> name, run::get));
        }
        return fed.stream().collect(Collectors.toMap(name -> name, name -> Objects.requireNonNull(given.get(name))));
    }

    /** Of pictures changed by chance. */
    CompletableFuture<Map<String, Tensor>> augmented(List<Example> examples, SplittableRandom random) {
        Preprocessing p = network.spec().preprocessing();
        return through(examples, picture -> Augmentation.of(picture, p.width(), p.height(), random));
    }

    private CompletableFuture<Map<String, Tensor>> through(List<Example> examples, Function<Pixels, Pixels> change) {
        return CompletableFuture.supplyAsync(() -> network.spec().preprocessing().apply(examples.stream()
            .map(example -> change.apply(PictureSource.open(example.file()))).toList()), workers.files())
            .thenApplyAsync(this::of, workers.inference());
    }

    /** Of pictures as they are, from what is kept and to it. */
    CompletableFuture<Map<String, Tensor>> plain(List<Example> examples, KeptMaps kept) {
        // What else crosses the cut may be no matter of single pictures.
        if (fed.size() > 1) return through(examples, picture -> picture);
        return CompletableFuture.supplyAsync(() -> {
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            for (Example example : examples) {
                if (kept.has(example.hash()) || inputs.containsKey(example.hash())) continue;
                inputs.put(example.hash(), network.spec().preprocessing().apply(
                    List.of(PictureSource.open(example.file()))));
            }
            return inputs;
        }, workers.files()).thenApplyAsync(inputs -> {
            Map<String, Tensor> fresh = new HashMap<>();
            inputs.forEach((hash, input) -> {
                Tensor maps = Objects.requireNonNull(of(input).get(fed.get(0)));
                fresh.put(hash, maps);
                kept.put(hash, maps);
            });
            return Map.of(fed.get(0), stacked(examples.stream().map(Example::hash)
                .map(hash -> fresh.containsKey(hash) ? Objects.requireNonNull(fresh.get(hash)) : kept.of(hash))
                .toList()));
        }, workers.inference());
    }

    private static Tensor stacked(List<Tensor> rows) {
        int[] extents = rows.get(0).shape().toArray();
        int one = rows.get(0).data().length;
        extents[0] = rows.size();
        float[] cells = new float[one * rows.size()];
        for (int i = 0; i < rows.size(); i++) System.arraycopy(rows.get(i).data(), 0, cells, i * one, one);
        return Tensor.of(Shape.of(extents), cells);
    }
}
