package org.normscope.transfer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.normscope.image.PictureSource;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.onnx.Value;
import org.normscope.task.Arrived;
import org.normscope.task.Workers;
import org.normscope.tensor.Tensor;

/**
 * Trains a part of a network on the training pictures of a set, by gradient graphs. Judged are the means of the
 * weights over about the last epoch, which swing less than they do from batch to batch (Polyak and Juditsky 1992); kept
 * are those that were best on the validation pictures. Where an epoch has fewer pictures than validation, they are not
 * judged after every one, so that judging never takes more pictures than learning.
 */
public final class Training {
    /** Batches that are decoded ahead. */
    private static final int AHEAD = 2;
    private static final int JUDGED = 32;
    /** Steps an epoch: with few pictures it goes through them more than once, or a training would be a dozen steps. */
    static final int LEAST = 4;

    private final Network network;
    private final TrainedPart part;
    private final TrainingPlan plan;
    private final GraphRunner runner;
    private final Workers workers;
    private final TrainedPart.Graphs graphs;
    private final Map<String, Tensor> values = new LinkedHashMap<>();
    private final Map<String, Tensor> means;
    private final FrozenPart frozen;
    private final Optimizer optimizer;
    private final int batch;
    private final int judged;

    /**
     * @param network whose pictures' preprocessing is used
     * @throws org.normscope.onnx.BadNetworkException where there is no way back through the part
     */
    public Training(Network network, TrainedPart part, TrainingPlan plan, GraphRunner runner, Workers workers) {
        this(network, part, plan, new Optimizer(Optimizer.Kind.ADAM, plan.decay()), runner, workers);
    }

    Training(Network network, TrainedPart part, TrainingPlan plan, Optimizer optimizer, GraphRunner runner,
             Workers workers) {
        this.network = network;
        this.part = part;
        this.plan = plan;
        this.optimizer = optimizer;
        this.runner = runner;
        this.workers = workers;
        graphs = part.graphs();
        frozen = new FrozenPart(network, graphs, runner, workers);
        if (plan.fresh()) {
            values.putAll(part.fresh(plan.seed()));
        } else {
            part.weights().forEach((name, tensor) -> values.put(name, copied(tensor)));
            part.statistics().forEach((name, tensor) -> values.put(name, copied(tensor)));
        }
        means = copies(values);
        int fixed = network.graph().inputs().stream().filter(input -> input.name().equals(network.picture()))
            .map(Value::extents).filter(extents -> extents != null).mapToInt(extents -> extents[0]).findFirst()
            .orElse(Value.OPEN);
        batch = fixed == Value.OPEN ? plan.batch() : fixed;
        judged = fixed == Value.OPEN ? 1 : fixed;
    }

    private static Tensor copied(Tensor tensor) {
        return Tensor.of(tensor.shape(), tensor.data().clone());
    }

    private static Map<String, Tensor> copies(Map<String, Tensor> tensors) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> copies.put(name, copied(tensor)));
        return copies;
    }

    /**
     * Not on {@link Workers#inference()} or {@link Workers#files()}, which it waits for: the steps are taken on this
     * thread, so that a slider never waits for one, and two trainings go on side by side.
     *
     * @param told     every epoch, the first before anything is trained
     * @param progress is told the share that is done, and may end the work by throwing
     * @return the network with the weights that were best
     * @throws TransferException where the loss is no number any more
     */
    public HeadedGraph of(PictureSet set, Consumer<Epoch> told, DoubleConsumer progress) {
        try (KeptMaps kept = new KeptMaps()) {
            return of(set, kept, told, progress);
        }
    }

    /** As above. @param kept of what is in front of this part, from other trainings of it */
    HeadedGraph of(PictureSet set, KeptMaps kept, Consumer<Epoch> told, DoubleConsumer progress) {
        List<Example> training = new ArrayList<>(set.of(Split.TRAINING));
        List<Example> validation = set.of(Split.VALIDATION);
        SplittableRandom random = new SplittableRandom(plan.seed());
        int perEpoch = Math.max(LEAST, training.size() / batch);
        Map<String, Tensor> best = copies(means);
        double least = Double.POSITIVE_INFINITY;
        int between = Math.max(1, (int) Math.ceil((double) validation.size() / (perEpoch * batch))), since = 0;
        Judgement judgement = new Judgement(List.of(), new double[0][]);
        for (int epoch = 1; epoch <= plan.epochs() && since < TrainingPlan.PATIENCE * between; epoch++) {
            PictureSet.shuffle(training, random);
            Learnt learnt = epoch(epoch, perEpoch, training, kept, random, progress);
            double over = (double) epoch / plan.epochs();
            boolean asked = (epoch - 1) % between == 0 || epoch == plan.epochs();
            if (asked) judgement = judge(validation, kept, share -> progress.accept(over));
            told.accept(new Epoch(epoch, learnt.loss(), learnt.accuracy(), judgement.loss(), judgement.accuracy()));
            since++;
            if (asked && (validation.isEmpty() || judgement.loss() < least)) {
                least = judgement.loss();
                best = copies(means);
                since = 0;
            }
        }
        means.putAll(best);
        return part.with(best);
    }

    /**
     * What was met while an epoch was learnt, each batch before its step.
     *
     * @param loss     mean cross-entropy of a picture
     * @param accuracy share of the pictures that were right
     */
    private record Learnt(double loss, double accuracy) { }

    /** Goes through the pictures in their order. */
    private Learnt epoch(int epoch, int perEpoch, List<Example> training, KeptMaps kept, SplittableRandom random,
                         DoubleConsumer progress) {
        int before = (epoch - 1) * perEpoch, steps = plan.epochs() * perEpoch, right = 0;
        double loss = 0;
        Deque<CompletableFuture<Map<String, Tensor>>> decoding = new ArrayDeque<>();
        for (int step = 0, next = 0; step < perEpoch; step++) {
            progress.accept((double) (before + step) / steps);
            while (next < perEpoch && decoding.size() < AHEAD) {
                List<Example> ahead = batch(training, next++);
                decoding.add(plan.augment() ? frozen.augmented(ahead, random.split()) : frozen.plain(ahead, kept));
            }
            Step taken = step(Arrived.of(decoding.remove()), batch(training, step), plan.rate(before + step, steps));
            average(Math.min(before + step + 1, perEpoch));
            loss += taken.loss();
            right += taken.right();
        }
        return new Learnt(loss / perEpoch, (double) right / (perEpoch * batch));
    }

    /** @param over how many steps the means are, about: the plain mean of all until there were so many */
    private void average(int over) {
        means.forEach((name, tensor) -> {
            float[] mean = tensor.data(), now = Objects.requireNonNull(values.get(name)).data();
            for (int i = 0; i < mean.length; i++) mean[i] += (now[i] - mean[i]) / over;
        });
    }

    /** The last batch of an epoch that would not be full is left out; one of fewer pictures than a batch is filled. */
    private List<Example> batch(List<Example> examples, int number) {
        List<Example> taken = new ArrayList<>();
        for (int i = 0; i < batch; i++) taken.add(examples.get((number * batch + i) % examples.size()));
        return taken;
    }

    /** What one step came to: the mean loss before it, and how many pictures were right. */
    record Step(double loss, int right) { }

    private Step step(Map<String, Tensor> fed, List<Example> examples, double rate) {
        return step(fed, examples.stream().mapToInt(Example::label).toArray(), rate);
    }

    /** One step of gradient descent, on this thread. */
    Step step(Tensor input, int[] labels, double rate) {
        return step(frozen.of(input), labels, rate);
    }

    /** As above. @param fed what the frozen part gives of a batch */
    Step step(Map<String, Tensor> fed, int[] labels, double rate) {
        Map<String, Tensor> feeds = TrainedPart.feeds(fed, values);
        feeds.put(TrainedPart.LABELS, TrainedPart.labels(labels));
        List<String> asked = new ArrayList<>(List.of(graphs.gradient().objective(), part.logits()));
        asked.addAll(graphs.gradient().gradients().values());
        asked.addAll(graphs.updated().values());
        Activations run = runner.run(graphs.gradient().graph(), feeds, asked);
        double loss = run.get(graphs.gradient().objective()).data()[0];
        if (!Double.isFinite(loss)) throw new TransferException("transfer.nan", network.name());
        optimizer.step(values, graphs.gradients(run), rate);
        graphs.updated().forEach((statistic, value) -> values.put(statistic, run.get(value)));
        Tensor logits = run.get(part.logits());
        int right = 0;
        for (int i = 0; i < labels.length; i++) if (LinearHead.largest(row(logits, i)) == labels[i]) right++;
        return new Step(loss, right);
    }

    /** What is said with the means as they stand: the best ones where training is over. */
    Judgement judge(List<Example> examples, KeptMaps kept, DoubleConsumer progress) {
        return judge(means, examples, kept, progress);
    }

    /** As above, with the weights after the last step, which swing more than the means. */
    Judgement judgeLast(List<Example> examples, KeptMaps kept) {
        return judge(values, examples, kept, share -> { });
    }

    private Judgement judge(Map<String, Tensor> weights, List<Example> examples, KeptMaps kept,
                            DoubleConsumer progress) {
        double[][] probabilities = new double[examples.size()][];
        int rows = Math.max(judged, JUDGED / judged * judged);
        for (int from = 0; from < examples.size(); from += rows) {
            progress.accept((double) from / examples.size());
            List<Example> some = examples.subList(from, Math.min(examples.size(), from + rows));
            List<Example> filled = new ArrayList<>(some);
            while (filled.size() % judged > 0) filled.add(some.get(0));
            Map<String, Tensor> fed = Arrived.of(frozen.plain(filled, kept));
            Tensor logits = runner.run(graphs.forward(), TrainedPart.feeds(fed, weights), List.of(part.logits()))
                .get(part.logits());
            for (int i = 0; i < some.size(); i++) {
                probabilities[from + i] = row(logits, i);
                LinearHead.softmax(probabilities[from + i]);
            }
        }
        return new Judgement(examples, probabilities);
    }

    private static double[] row(Tensor table, int row) {
        int classes = table.shape().c();
        double[] cells = new double[classes];
        for (int k = 0; k < classes; k++) cells[k] = table.data()[row * classes + k];
        return cells;
    }

    /** What a network with a head says of pictures. */
    public static Judgement judged(Network network, HeadedGraph headed, List<Example> examples, GraphRunner runner,
                                   Workers workers, DoubleConsumer progress) {
        Network with = headed.network(network, List.of());
        String output = with.outputs().get(0);
        double[][] probabilities = new double[examples.size()][];
        for (int from = 0; from < examples.size(); from += JUDGED) {
            progress.accept((double) from / examples.size());
            List<Example> some = examples.subList(from, Math.min(examples.size(), from + JUDGED));
            Tensor said = Arrived.of(CompletableFuture.supplyAsync(() -> network.spec().preprocessing().apply(
                some.stream().map(example -> PictureSource.open(example.file())).toList()), workers.files())
                .thenApplyAsync(input -> with.run(runner, input, List.of(output)).get(output), workers.inference()));
            for (int i = 0; i < some.size(); i++) probabilities[from + i] = row(said, i);
        }
        return new Judgement(examples, probabilities);
    }
}
