package org.normscope.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;
import org.normscope.image.PictureSource;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.task.Arrived;
import org.normscope.task.Workers;
import org.normscope.tensor.Tensor;

/**
 * How smooth the loss is along the gradient's direction, while a network learns from scratch: what batch normalization
 * helps with (Santurkar et al. 2018, figure 4). At each step the loss and its gradient are looked at after half the
 * step to four times the step.
 */
public final class LossProbe {
    private static final double[] AHEAD = {.5, 1, 2, 4};
    private static final int BATCH = 32;
    /** Times the first loss. A network that got there ends as one whose gradient is smooth because it is dead. */
    private static final double LOST = 2;

    /**
     * What is seen at one step.
     *
     * @param loss  where it stands
     * @param least of the losses ahead
     * @param most  of them
     * @param turn  the largest distance between the gradient here and one ahead
     */
    public record Reading(double loss, double least, double most, double turn) { }

    private record Slope(double loss, Map<String, Tensor> gradients) { }

    private final Network network;
    private final TrainedPart part;
    private final TrainedPart.Graphs graphs;
    private final FrozenPart frozen;
    private final GraphRunner runner;
    private final Workers workers;

    /**
     * @param headed whose weights are made afresh
     * @param normed whether batch normalization normalizes; else it does nothing, and its gamma and beta learn on
     */
    public LossProbe(Network network, HeadedGraph headed, boolean normed, GraphRunner runner, Workers workers) {
        this(network, new TrainedPart(headed, network.picture(), normed ? TrainedPart.Norms.UPDATED
            : TrainedPart.Norms.FROZEN), runner, workers);
    }

    LossProbe(Network network, TrainedPart part, GraphRunner runner, Workers workers) {
        this.network = network;
        this.part = part;
        this.runner = runner;
        this.workers = workers;
        graphs = part.graphs();
        frozen = new FrozenPart(network, graphs, runner, workers);
    }

    /**
     * Learns by plain gradient descent, step by step.
     *
     * @param progress is told the share that is done, and may end the work by throwing
     * @return fewer than asked for where the loss runs off: is no number any more, or twice what it was at first
     */
    public List<Reading> of(PictureSet set, int steps, double rate, long seed, DoubleConsumer progress) {
        List<Example> training = new ArrayList<>(set.of(Split.TRAINING));
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> values = part.fresh(seed);
        List<Reading> readings = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            progress.accept((double) step / steps);
            PictureSet.shuffle(training, random);
            List<Example> batch = training.subList(0, Math.min(BATCH, training.size()));
            int[] labels = batch.stream().mapToInt(Example::label).toArray();
            Reading reading = Arrived.of(CompletableFuture.supplyAsync(() -> network.spec().preprocessing().apply(batch
                .stream().map(example -> PictureSource.open(example.file())).toList()), workers.files())
                .thenApplyAsync(input -> at(values, input, labels, rate), workers.inference()));
            if (!Double.isFinite(reading.most()) || !Double.isFinite(reading.turn())) break;
            if (!readings.isEmpty() && reading.loss() > LOST * readings.get(0).loss()) break;
            readings.add(reading);
        }
        return List.copyOf(readings);
    }

    /** Looks ahead, then steps. @param values the weights, which are replaced by those one step on */
    Reading at(Map<String, Tensor> values, Tensor input, int[] labels, double rate) {
        Map<String, Tensor> fed = new HashMap<>(frozen.of(input));
        fed.put(TrainedPart.LABELS, TrainedPart.labels(labels));
        Slope here = slope(values, fed);
        double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY, turn = 0;
        for (double times : AHEAD) {
            Slope ahead = slope(moved(values, here.gradients(), times * rate), fed);
            least = Math.min(least, ahead.loss());
            most = Math.max(most, ahead.loss());
            turn = Math.max(turn, apart(here.gradients(), ahead.gradients()));
        }
        values.putAll(moved(values, here.gradients(), rate));
        return new Reading(here.loss(), least, most, turn);
    }

    private Slope slope(Map<String, Tensor> values, Map<String, Tensor> fed) {
        List<String> asked = new ArrayList<>(List.of(graphs.gradient().objective()));
        asked.addAll(graphs.gradient().gradients().values());
        Activations run = runner.run(graphs.gradient().graph(), TrainedPart.feeds(fed, values), asked);
        return new Slope(run.get(graphs.gradient().objective()).data()[0], graphs.gradients(run));
    }

    private static Map<String, Tensor> moved(Map<String, Tensor> values, Map<String, Tensor> gradients, double by) {
        Map<String, Tensor> moved = new LinkedHashMap<>(values);
        gradients.forEach((name, gradient) -> {
            Tensor value = Objects.requireNonNull(values.get(name));
            float[] cells = value.data().clone();
            for (int i = 0; i < cells.length; i++) cells[i] -= (float) (by * gradient.data()[i]);
            moved.put(name, Tensor.of(value.shape(), cells));
        });
        return moved;
    }

    private static double apart(Map<String, Tensor> a, Map<String, Tensor> b) {
        double sum = 0;
        for (Map.Entry<String, Tensor> one : a.entrySet()) {
            float[] here = one.getValue().data(), there = Objects.requireNonNull(b.get(one.getKey())).data();
            for (int i = 0; i < here.length; i++) sum += (here[i] - there[i]) * (double) (here[i] - there[i]);
        }
        return Math.sqrt(sum);
    }
}
