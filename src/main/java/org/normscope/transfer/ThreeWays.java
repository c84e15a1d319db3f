package org.normscope.transfer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.task.Workers;

/**
 * The lesson in one chart: how accurate each way of teaching is by how many pictures of each class it learnt from,
 * several draws each. The pictures that choose the best epoch, and those that judge, are the same for all; from scratch
 * they are seen at half the size where the network takes that.
 */
public final class ThreeWays {
    /** Pictures a class, unless told otherwise. */
    public static final List<Integer> STEPS = List.of(5, 10, 20, 50);

    /**
     * What is run.
     *
     * @param perClass {@link LessonCurve#ALL} among them or not
     * @param seeds    draws of each number of pictures; of all pictures a head has one, as nothing is by chance
     * @param c        as {@link LogisticRegression} has it
     * @param norms    what batch normalization does in the last blocks; from scratch it is updated
     * @param plans    of the ways that train more than a head
     */
    public record Plan(List<Teaching> ways, List<Integer> perClass, int seeds, double c, TrainedPart.Norms norms,
                       Map<Teaching, TrainingPlan> plans) {
        /** Last blocks on pictures as they are, so that what is frozen runs once; from scratch they are changed. */
        public static Plan of(List<Integer> perClass, int seeds, double c, TrainedPart.Norms norms) {
            return new Plan(List.of(Teaching.values()), perClass, seeds, c, norms,
                Map.of(Teaching.BLOCKS, TrainingPlan.blocks(0).plain(), Teaching.SCRATCH, TrainingPlan.scratch(0)));
        }

        TrainingPlan plan(Teaching way, long seed) {
            return Objects.requireNonNull(plans.get(way)).seeded(seed);
        }
    }

    private record Run(Teaching way, int perClass, int seed) { }

    private final FeatureTable table;
    private final Plan plan;
    private final GraphRunner runner;
    private final Workers workers;
    private final FeatureTable.Samples judging;
    private final Network small;

    public ThreeWays(FeatureTable table, Plan plan, GraphRunner runner, Workers workers) {
        this.table = table;
        this.plan = plan;
        this.runner = runner;
        this.workers = workers;
        judging = table.of(table.set().judging());
        small = plan.ways.contains(Teaching.SCRATCH) ? SmallerPictures.of(table.cut(), runner) : table.cut().network();
    }

    /**
     * Not on {@link Workers#inference()} or {@link Workers#files()}, which it waits for. Two runs at a time where a
     * thread is free. One draw of everything comes before the next, so that the chart is whole early.
     *
     * @param told     what is known after each run
     * @param progress is told the share that is done, by either thread, and may end the work by throwing
     * @throws TransferException where nothing can be judged, or the network cannot be trained so
     */
    public List<WayCurve> run(Consumer<List<WayCurve>> told, DoubleConsumer progress) {
        return run(List.of(), told, progress);
    }

    /** @param before what was found of the same before: those draws are not run again, and are told with the others */
    public List<WayCurve> run(List<WayCurve> before, Consumer<List<WayCurve>> told, DoubleConsumer progress) {
        if (judging.examples().isEmpty()) throw new TransferException("transfer.noJudges", table.set().origin());
        Map<Teaching, KeptMaps> kept = new EnumMap<>(Teaching.class);
        try {
            for (Teaching way : plan.ways) kept.put(way, new KeptMaps());
            Going going = new Going(before, kept, told, progress);
            workers.twofold(going::all);
            return going.over();
        } finally {
            kept.values().forEach(KeptMaps::close);
        }
    }

    /** The runs as two threads take them one by one. */
    private final class Going {
        private final Queue<Run> left;
        private final Map<Teaching, KeptMaps> kept;
        private final Consumer<List<WayCurve>> told;
        private final DoubleConsumer progress;
        private final double all;
        private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
        /** By draw, whichever is over first. */
        private final Map<Teaching, Map<Integer, Map<Integer, Double>>> known = new EnumMap<>(Teaching.class);
        private double done;

        Going(List<WayCurve> before, Map<Teaching, KeptMaps> kept, Consumer<List<WayCurve>> told,
              DoubleConsumer progress) {
            for (WayCurve curve : before) {
                for (LessonCurve step : curve.steps()) {
                    for (double accuracy : step.accuracy()) {
                        Map<Integer, Double> draws = draws(curve.way(), step.perClass());
                        draws.put(draws.size(), accuracy);
                    }
                }
            }
            List<Run> runs = runs().stream().filter(run -> !draws(run.way, run.perClass).containsKey(run.seed))
                .toList();
            left = new ConcurrentLinkedQueue<>(runs);
            this.kept = kept;
            this.told = told;
            this.progress = progress;
            all = runs.stream().mapToDouble(ThreeWays.this::cost).sum();
        }

        private Map<Integer, Double> draws(Teaching way, int perClass) {
            return known.computeIfAbsent(way, none -> new TreeMap<>())
                .computeIfAbsent(perClass, none -> new TreeMap<>());
        }

        void all() {
            try {
                for (Run run = left.poll(); run != null; run = left.poll()) one(run, cost(run));
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            }
        }

        private void one(Run run, double cost) {
            double[] part = {0};
            double accuracy = accuracy(run, Objects.requireNonNull(kept.get(run.way)),
                share -> progress.accept(more(share * cost - part[0], part)));
            synchronized (this) {
                progress.accept(more(cost - part[0], part));
                draws(run.way, run.perClass).put(run.seed, accuracy);
                told.accept(curves());
            }
        }

        /** @return the share of everything that is done; what the other thread fails of ends this one, too */
        private synchronized double more(double cost, double[] part) {
            if (failure.get() != null) throw new CancellationException();
            part[0] += cost;
            done += cost;
            return done / all;
        }

        List<WayCurve> over() {
            if (failure.get() != null) throw failure.get();
            return curves();
        }

        /** Of draws that the two threads end in another order, those up to the first that is missing. */
        private List<WayCurve> curves() {
            Map<Teaching, Map<Integer, List<Double>>> found = new EnumMap<>(Teaching.class);
            known.forEach((way, steps) -> steps.forEach((perClass, draws) -> {
                List<Double> first = IntStream.range(0, draws.size()).takeWhile(draws::containsKey)
                    .mapToObj(draws::get).toList();
                if (!first.isEmpty()) found.computeIfAbsent(way, none -> new TreeMap<>()).put(perClass, first);
            }));
            return WayCurve.of(found);
        }
    }

    private List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (int seed = 0; seed < plan.seeds; seed++) {
            for (int perClass : plan.perClass) {
                for (Teaching way : plan.ways) {
                    boolean same = way == Teaching.HEAD && perClass == LessonCurve.ALL && seed > 0;
                    if (!same) runs.add(new Run(way, perClass, seed));
                }
            }
        }
        return runs;
    }

    /** About how long a run takes, beside the others: its steps, which are longer all the way back. */
    private double cost(Run run) {
        double pictures = Math.min((double) run.perClass * table.set().classes().size(),
            table.of(Split.TRAINING).labels().length);
        if (run.way == Teaching.HEAD) return pictures / 1000;
        TrainingPlan of = plan.plan(run.way, run.seed);
        double steps = of.epochs() * Math.max(Training.LEAST, pictures / of.batch());
        return run.way == Teaching.BLOCKS ? steps : small == table.cut().network() ? 8 * steps : 2 * steps;
    }

    private double accuracy(Run run, KeptMaps kept, DoubleConsumer progress) {
        PictureSet set = table.set().drawn(run.perClass, run.seed);
        FeatureTable.Samples taught = table.of(set).of(Split.TRAINING);
        LinearHead head = LogisticRegression.fit(taught.cells(), taught.labels(), set.classes().size(), plan.c,
            () -> progress.accept(0));
        if (run.way == Teaching.HEAD) return Judgement.of(judging, head::probabilities).accuracy();
        boolean scratch = run.way == Teaching.SCRATCH;
        Network network = scratch ? small : table.cut().network();
        HeadedGraph headed = HeadedGraph.of(table.cut(), network.graph(), head);
        TrainedPart part = new TrainedPart(headed, scratch ? network.picture() : LastStage.before(table.cut()),
            scratch ? TrainedPart.Norms.UPDATED : plan.norms);
        Training training = new Training(network, part, plan.plan(run.way, run.seed), runner,
            workers);
        training.of(set, kept, epoch -> { }, progress);
        return training.judge(judging.examples(), kept, share -> progress.accept(1)).accuracy();
    }
}
