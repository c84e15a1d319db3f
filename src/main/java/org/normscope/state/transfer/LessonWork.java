package org.normscope.state.transfer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.normscope.image.BadPictureException;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Graph;
import org.normscope.state.desk.Picture;
import org.normscope.task.Job;
import org.normscope.task.Stopwatch;
import org.normscope.task.Workers;
import org.normscope.transfer.ClassFolder;
import org.normscope.transfer.Example;
import org.normscope.transfer.FeatureLayer;
import org.normscope.transfer.FeatureRun;
import org.normscope.transfer.FeatureTable;
import org.normscope.transfer.HeadedGraph;
import org.normscope.transfer.Judgement;
import org.normscope.transfer.LayerScore;
import org.normscope.transfer.LabelDoctor;
import org.normscope.transfer.LessonCurve;
import org.normscope.transfer.LinearHead;
import org.normscope.transfer.LogisticRegression;
import org.normscope.transfer.NearDuplicates;
import org.normscope.transfer.PictureMap;
import org.normscope.transfer.PictureSet;
import org.normscope.transfer.Split;
import org.normscope.transfer.ThreeWays;
import org.normscope.transfer.TransferException;

/** From folders to what a head learnt of them: runs on a worker for jobs. */
final class LessonWork {
    /** The inverse of L2's strength. */
    static final double C = .01;
    private static final int SEEDS = 5, SAMPLES = 5;
    /** Every pair of them counts: more would take minutes and gigabytes. */
    static final int MAPPED = 4000;
    /** Of the progress that is shown. */
    private static final double READ = .1, COMPUTED = .8;

    private final GraphRunner runner;
    private final Workers workers;
    private final Path kept;

    /** @param data folder of what the program keeps for its user */
    LessonWork(GraphRunner runner, Workers workers, Path data) {
        this.runner = runner;
        this.workers = workers;
        kept = data.resolve("features");
    }

    /**
     * One at a time: the features of a cut are one file, which a lesson that was given up holds until it notices.
     *
     * @param read the pictures that the settings name; null where they have to be read
     */
    synchronized Lesson of(Network network, TransferSettings settings, @Nullable PictureSet read, Job<?> job) {
        FeatureLayer cut = network.layer(settings.cut()).map(layer -> new FeatureLayer(network, layer))
            .orElseGet(() -> FeatureLayer.last(network));
        PictureSet set = read != null ? read : pictures(settings, job).learnable();
        Stopwatch watch = Stopwatch.started();
        AtomicBoolean computed = new AtomicBoolean(); // nothing is told of what is kept
        FeatureTable table = new FeatureRun(cut, runner, workers, kept).of(set, share -> {
            computed.set(true);
            job.report(READ + (COMPUTED - READ) * share, "");
        });
        table.set().learnable();
        double seconds = computed.get() ? watch.seconds() : 0;
        FeatureTable.Samples taught = table.of(Split.TRAINING);
        LinearHead head = LogisticRegression.fit(taught.cells(), taught.labels(), table.set().classes().size(), C,
            () -> job.report(COMPUTED, ""));
        List<LessonCurve> curve = LessonCurve.of(table, steps(table.set()), SEEDS, C,
            share -> job.report(COMPUTED + (1 - COMPUTED) * share, ""));
        return new Lesson(table, head, Judgement.of(table.of(table.set().judging()), head::probabilities), curve,
            table.nearDuplicates().stream().filter(NearDuplicates::acrossSplit).toList(), samples(table.set()),
            weights(network, cut), seconds);
    }

    /** The last layer that stays as it is; null where the network cannot be cut. */
    static @Nullable Layer cut(Network network, TransferSettings settings) {
        try {
            return network.layer(settings.cut()).orElseGet(() -> FeatureLayer.last(network).layer());
        } catch (TransferException e) {
            return null;
        }
    }

    /** A head on every layer. */
    synchronized List<LayerScore> scores(Lesson lesson, Job<?> job) {
        return LayerScore.of(lesson.network(), lesson.set(), runner, workers, kept, C, share -> job.report(share, ""));
    }

    /** All pictures on a plane. @param after by whose features, where not by the lesson's own */
    synchronized PictureLayout layout(Lesson lesson, @Nullable HeadedGraph after, boolean neighbours, Job<?> job) {
        FeatureTable table = lesson.table();
        if (after != null) {
            Network trained = lesson.network().rewritten(after.graph());
            table = new FeatureRun(new FeatureLayer(trained, lesson.cut().layer()), runner, workers, kept)
                .of(lesson.set(), share -> job.report(share / 2, ""));
        }
        float[][] cells = table.cells();
        boolean many = neighbours && cells.length > MAPPED, close = neighbours && !many;
        double[][] places = close ? PictureMap.neighbours(cells, share -> job.report(share, ""))
            : PictureMap.principal(cells, 2);
        return new PictureLayout(table.set().examples(), places, close, many, after != null);
    }

    /** Labels that are probably wrong, the worst first. */
    static List<Suspicion> suspicions(Lesson lesson, Job<?> job) {
        return LabelDoctor.opinions(lesson.table(), C, share -> job.report(share, "")).stream()
            .filter(LabelDoctor.Opinion::isSuspicious)
            .map(opinion -> new Suspicion(opinion, lesson.classes().get(opinion.example().label()),
                lesson.classes().get(opinion.better()), small(opinion.example()))).toList();
    }

    /** As they lie in their folders, then as the user has arranged them here. */
    static PictureSet pictures(TransferSettings settings, Job<?> job) {
        PictureSet named = read(settings.data(), job).renamed(settings.names());
        PictureSet all = ClassFolder.with(named, settings.added(), share -> job.report(READ, ""));
        return relabelled(all, settings.labels());
    }

    private static PictureSet read(List<String> data, Job<?> job) {
        return data.size() == 1 ? ClassFolder.of(data.get(0), share -> job.report(READ * share, ""))
            : ClassFolder.ofClasses(data.stream().map(Path::of).toList(), share -> job.report(READ * share, ""));
    }

    /** A class that is not there any more changes nothing. */
    private static PictureSet relabelled(PictureSet set, Map<String, String> labels) {
        Map<String, Integer> numbers = new HashMap<>();
        labels.forEach((hash, label) -> {
            if (label.equals(TransferSettings.OUT) || set.classes().contains(label)) {
                numbers.put(hash, set.classes().indexOf(label));
            }
        });
        return set.relabelled(numbers);
    }

    /** As far as a class has more. */
    private static List<Integer> steps(PictureSet set) {
        int largest = set.largest();
        List<Integer> steps = new ArrayList<>(ThreeWays.STEPS.stream().filter(step -> step < largest).toList());
        steps.add(LessonCurve.ALL);
        return steps;
    }

    private static long weights(Network network, FeatureLayer cut) {
        Graph front = network.graph().giving(List.of(cut.layer().output()));
        return front.nodes().stream().flatMap(node -> node.inputs().stream()).distinct()
            .filter(value -> front.isWeights(value) && front.type(value) != ElementType.INT64)
            .mapToLong(value -> Arrays.stream(front.constantExtents(value).orElse(new int[0])).asLongStream()
                .reduce(1, (a, b) -> a * b)).sum();
    }

    private static List<List<Pixels>> samples(PictureSet set) {
        List<List<Pixels>> samples = new ArrayList<>();
        for (int label = 0; label < set.classes().size(); label++) {
            int of = label;
            samples.add(set.examples().stream().filter(example -> example.label() == of).limit(SAMPLES)
                .map(LessonWork::small).toList());
        }
        return samples;
    }

    /** A picture made small; a gray one where its file is gone meanwhile. */
    static Pixels small(Example example) {
        try {
            return Picture.of(PictureSource.open(example.file()), example.hash()).thumbnail();
        } catch (BadPictureException e) {
            return new Pixels(1, 1, new int[] {0xFF808080});
        }
    }
}
