package org.normscope.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.BadPictureException;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.task.Workers;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Training steps against PyTorch's, see training.py; and training itself on pictures that a child tells apart. */
class TrainingTest {
    private static final int SIDE = 8;

    @TempDir
    Path folder;
    private final JsonNode golden;
    private GraphRunner runner;
    private Network network;

    TrainingTest() throws IOException {
        golden = new ObjectMapper().readTree(TrainingTest.class.getResource("training.json"));
    }

    @BeforeEach
    void begin() throws IOException {
        runner = new DjlRunner(1);
        byte[] bytes = Base64.getDecoder().decode(golden.get("network").asText());
        Path file = Files.write(folder.resolve("small.onnx"), bytes);
        network = new ModelLibrary(runner).open(file, Map.of("range", "0,1", "mean", "0,0,0", "std", "1,1,1"));
    }

    @AfterEach
    void end() {
        runner.close();
    }

    private static float[] floats(JsonNode list) {
        float[] floats = new float[list.size()];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) list.get(i).asDouble();
        return floats;
    }

    private HeadedGraph headed() {
        List<float[]> weights = new ArrayList<>();
        golden.get("weights").forEach(row -> weights.add(floats(row)));
        LinearHead head = new LinearHead(weights.toArray(float[][]::new), floats(golden.get("biases")), Double.NaN);
        return HeadedGraph.of(FeatureLayer.last(network), network.graph(), head);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void tenStepsFollowPyTorch(int number) {
        JsonNode wanted = golden.get("cases").get(number);
        TrainedPart part = new TrainedPart(headed(), network.picture(),
            TrainedPart.Norms.valueOf(wanted.get("norms").asText()));
        Optimizer optimizer = new Optimizer(Optimizer.Kind.valueOf(wanted.get("kind").asText()),
            golden.get("decay").asDouble());
        Training training = new Training(network, part, TrainingPlan.blocks(0), optimizer, runner,
            Workers.sameThread());
        for (int step = 0; step < wanted.get("losses").size(); step++) {
            float[] labels = floats(golden.get("labels").get(step % 2));
            int[] numbers = new int[labels.length];
            for (int i = 0; i < numbers.length; i++) numbers[i] = (int) labels[i];
            Tensor pictures = Tensor.of(Shape.of(labels.length, 3, SIDE, SIDE),
                floats(golden.get("pictures").get(step % 2)));
            double loss = wanted.get("losses").get(step).asDouble();
            assertEquals(loss, training.step(pictures, numbers, golden.get("rate").asDouble()).loss(), 1e-3 * loss,
                wanted.get("kind") + " " + wanted.get("norms") + ", step " + step);
        }
    }

    private FeatureTable table(PictureSet set) {
        return new FeatureRun(FeatureLayer.last(network), runner, Workers.sameThread(), folder.resolve("kept"))
            .of(set, share -> { });
    }

    /** What training says at its end is what the network gives that it returns. */
    @Test
    void theBestEpochIsKept() throws IOException {
        PictureSet set = ClassFolder.read(ColourPictures.write(folder.resolve("data"), 24, 0), share -> { });
        HeadedGraph start = HeadedGraph.of(FeatureLayer.last(network), network.graph(),
            Prototypes.fit(table(set).of(Split.TRAINING).cells(), table(set).of(Split.TRAINING).labels(), 2));
        for (TrainingPlan plan : List.of(TrainingPlan.blocks(1).over(3), TrainingPlan.scratch(1).over(6))) {
            TrainedPart part = new TrainedPart(start, plan.fresh() ? network.picture() : "pool",
                plan.fresh() ? TrainedPart.Norms.UPDATED : TrainedPart.Norms.FROZEN);
            List<Epoch> epochs = new ArrayList<>();
            HeadedGraph trained = new Training(network, part, plan, runner, Workers.sameThread())
                .of(set, epochs::add, share -> { });
            Judgement judged = Training.judged(network, trained, set.of(Split.VALIDATION), runner,
                Workers.sameThread(), share -> { });
            double least = epochs.stream().mapToDouble(Epoch::judgedLoss).min().orElseThrow();
            assertEquals(least, judged.loss(), 1e-4);
            assertTrue(epochs.get(epochs.size() - 1).loss() < epochs.get(0).loss(), epochs.toString());
        }
    }

    /** Four steps of eight pictures an epoch, 72 to judge by: asked behind the first, each third and the last. */
    @Test
    void judgingTakesNoMorePicturesThanLearning() throws IOException {
        PictureSet all = ClassFolder.read(ColourPictures.write(folder.resolve("data"), 40, 0), share -> { });
        List<Example> examples = new ArrayList<>();
        for (Example example : all.examples()) {
            Split split = examples.size() % 10 == 0 ? Split.TRAINING : Split.VALIDATION;
            examples.add(new Example(example.file(), example.hash(), example.label(), split));
        }
        PictureSet set = new PictureSet(all.origin(), all.classes(), examples, all.left());
        List<Epoch> epochs = new ArrayList<>();
        HeadedGraph trained = new Training(network, new TrainedPart(two(), network.picture(),
            TrainedPart.Norms.UPDATED), new TrainingPlan(true, 9, 8, .01, 0, false, 1), runner, Workers.sameThread())
            .of(set, epochs::add, share -> { });
        List<Integer> asked = new ArrayList<>(List.of(1));
        for (int i = 1; i < epochs.size(); i++) {
            if (epochs.get(i).judgedLoss() != epochs.get(i - 1).judgedLoss()) asked.add(epochs.get(i).number());
        }
        assertEquals(72, set.of(Split.VALIDATION).size());
        assertEquals(List.of(1, 4, 7, 9), asked);
        double least = epochs.stream().mapToDouble(Epoch::judgedLoss).min().orElseThrow();
        assertEquals(least, Training.judged(network, trained, set.of(Split.VALIDATION), runner, Workers.sameThread(),
            share -> { }).loss(), 1e-4);
    }

    /**
     * One label in four is wrong, and steps are large: weights go to and fro with each batch. What is said with the
     * means of an epoch's weights moves less from epoch to epoch, and is no worse.
     */
    @Test
    void meansOfWeightsSwingLessThanTheLastOnes() throws IOException {
        PictureSet clean = ClassFolder.read(ColourPictures.write(folder.resolve("data"), 60, 0), share -> { });
        List<Example> examples = new ArrayList<>();
        for (Example example : clean.examples()) {
            boolean wrong = example.split() == Split.TRAINING && examples.size() % 4 == 0;
            examples.add(wrong ? new Example(example.file(), example.hash(), 1 - example.label(), example.split())
                : example);
        }
        PictureSet set = new PictureSet(clean.origin(), clean.classes(), examples, clean.left());
        HeadedGraph start = HeadedGraph.of(FeatureLayer.last(network), network.graph(),
            Prototypes.fit(table(set).of(Split.TRAINING).cells(), table(set).of(Split.TRAINING).labels(), 2));
        double[] means = new double[2], last = new double[2];
        for (int seed = 0; seed < 3; seed++) {
            Training training = new Training(network, new TrainedPart(start, "pool", TrainedPart.Norms.FROZEN),
                new TrainingPlan(false, 12, 8, .02, 0, false, seed), runner, Workers.sameThread());
            double[] before = {Double.NaN, Double.NaN};
            try (KeptMaps kept = new KeptMaps()) {
                training.of(set, kept, epoch -> {
                    add(means, before, 0, epoch.judgedLoss());
                    add(last, before, 1, training.judgeLast(set.of(Split.VALIDATION), kept).loss());
                }, share -> { });
            }
        }
        assertTrue(means[0] < 1.02 * last[0], means[0] + " against " + last[0]);
        assertTrue(means[1] < .75 * last[1], means[1] + " against " + last[1]);
    }

    /** Adds up losses, and how far they are from those of the epoch before. */
    private static void add(double[] sums, double[] before, int of, double loss) {
        sums[0] += loss;
        if (!Double.isNaN(before[of])) sums[1] += Math.abs(loss - before[of]);
        before[of] = loss;
    }

    @Test
    void theSameSeedTrainsTheSame() throws IOException {
        PictureSet set = ClassFolder.read(ColourPictures.write(folder.resolve("data"), 12, 0), share -> { });
        List<List<Epoch>> runs = new ArrayList<>();
        for (long seed : new long[] {4, 4, 5}) {
            List<Epoch> epochs = new ArrayList<>();
            new Training(network, new TrainedPart(two(), network.picture(), TrainedPart.Norms.UPDATED),
                TrainingPlan.scratch(seed).over(2), runner, Workers.sameThread()).of(set, epochs::add, share -> { });
            runs.add(epochs);
        }
        assertEquals(runs.get(0), runs.get(1));
        assertTrue(!runs.get(0).equals(runs.get(2)));
    }

    /** Pictures that vanish while they are learnt from, or judged, are named. */
    @Test
    void aPictureThatVanishesIsNamed() throws IOException {
        PictureSet set = ClassFolder.read(ColourPictures.write(folder.resolve("data"), 12, 0), share -> { });
        ColourPictures.delete(folder.resolve("data"));
        Training training = new Training(network, new TrainedPart(two(), network.picture(), TrainedPart.Norms.FROZEN),
            TrainingPlan.blocks(0), runner, Workers.sameThread());
        assertThrows(BadPictureException.class, () -> training.of(set, epoch -> { }, share -> { }));
        assertThrows(BadPictureException.class, () -> Training.judged(network, two(), set.examples(), runner,
            Workers.sameThread(), share -> { }));
    }

    private HeadedGraph two() {
        return HeadedGraph.of(FeatureLayer.last(network), network.graph(),
            new LinearHead(new float[2][4], new float[2], Double.NaN));
    }

    @Test
    void aLossThatIsNoNumberEndsItWithAMessage() {
        Training training = new Training(network, new TrainedPart(two(), network.picture(), TrainedPart.Norms.FROZEN),
            TrainingPlan.blocks(0), runner, Workers.sameThread());
        float[] cells = new float[3 * SIDE * SIDE];
        Arrays.fill(cells, .5f);
        Tensor gray = Tensor.of(Shape.of(1, 3, SIDE, SIDE), cells);
        String said = assertThrows(TransferException.class, () -> {
            for (int step = 0; step < 4; step++) training.step(gray, new int[] {0}, 1e30);
        }).getMessage();
        assertTrue(said.contains("small"), said);
    }

    @Test
    void nothingIsTrainedBehindTheLastLayer() {
        assertThrows(TransferException.class, () -> new TrainedPart(two(), "last", TrainedPart.Norms.FROZEN));
        assertEquals("relu b", LastStage.before(FeatureLayer.last(network)));
    }
}
