package org.normscope.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.onnx.Graph;
import org.normscope.task.Workers;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** What does not change is run once a picture. */
class FrozenPartTest {
    private static final String CUT = "pool";

    @TempDir
    Path folder;
    private GraphRunner runner;
    private Network network;
    private PictureSet set;

    @BeforeEach
    void begin() throws IOException {
        runner = new DjlRunner(1);
        network = SmallNetwork.open(runner, folder);
        set = ClassFolder.read(ColourPictures.write(folder.resolve("data"), 24, 0), share -> { });
    }

    @AfterEach
    void end() {
        runner.close();
    }

    private TrainedPart part() {
        return new TrainedPart(HeadedGraph.of(FeatureLayer.last(network), network.graph(),
            new LinearHead(new float[2][4], new float[2], Double.NaN)), CUT, TrainedPart.Norms.FROZEN);
    }

    /** How many pictures go through what is in front of the cut. */
    private int frozenRuns(TrainingPlan plan, List<Epoch> epochs) {
        int[] runs = {0};
        GraphRunner counting = new Counting(runner, fed -> runs[0] += fed);
        new Training(network, part(), plan, counting, Workers.sameThread()).of(set, epochs::add, share -> { });
        return runs[0];
    }

    @Test
    void everyEpochRunsItAnewOnlyWhereItsPicturesAreNew() {
        int training = set.of(Split.TRAINING).size(), validation = set.of(Split.VALIDATION).size();
        List<Epoch> once = new ArrayList<>(), anew = new ArrayList<>();
        int seen = frozenRuns(TrainingPlan.blocks(2).plain().over(3), once);
        // The last batch of an epoch that would not be full is left out: some pictures may never have had their turn.
        assertTrue(seen <= training + validation && seen >= 32 + validation, seen + " of " + set.examples().size());
        int batches = Math.max(Training.LEAST, training / 32);
        assertEquals(3 * 32 * batches + validation, frozenRuns(TrainingPlan.blocks(2).over(3), anew));
        assertEquals(3, once.size());
        assertEquals(3, anew.size());
    }

    @Test
    void mapsAreReadBackAsTheyWereAndTheFileGoes() throws IOException {
        Tensor one = Tensor.of(Shape.of(1, 2, 1, 2), new float[] {1, -2, 3.5f, Float.MIN_VALUE}),
            other = Tensor.of(one.shape(), new float[] {0, 7, 8, 9});
        Path place = Files.createDirectories(folder.resolve("place"));
        try (KeptMaps kept = new KeptMaps(place)) {
            kept.put("one", one);
            kept.put("other", other);
            assertArrayEquals(one.data(), kept.of("one").data());
            assertArrayEquals(other.data(), kept.of("other").data());
            assertEquals(one.shape(), kept.of("one").shape());
            assertFalse(kept.has("third"));
        }
        try (Stream<Path> left = Files.list(place)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void whatComesWhenAllIsOverIsNotKept() {
        KeptMaps kept = new KeptMaps(folder);
        kept.close();
        kept.put("late", Tensor.zeros(Shape.of(1, 1, 1, 1)));
        assertFalse(kept.has("late"));
    }

    /** Nowhere to write: training takes longer, and gives the same. */
    @Test
    void whatHasNoRoomIsComputedAgain() {
        List<Epoch> kept = new ArrayList<>(), lost = new ArrayList<>();
        TrainingPlan plan = TrainingPlan.blocks(2).plain().over(2);
        new Training(network, part(), plan, runner, Workers.sameThread()).of(set, kept::add, share -> { });
        try (KeptMaps nowhere = new KeptMaps(folder.resolve("no/such/folder"))) {
            new Training(network, part(), plan, runner, Workers.sameThread()).of(set, nowhere, lost::add,
                share -> { });
        }
        assertEquals(kept, lost);
    }

    /** Tells of every run of a graph that gives the cut how many pictures it was fed. */
    private record Counting(GraphRunner inner, java.util.function.IntConsumer told) implements GraphRunner {
        @Override
        public Activations run(Graph graph, Map<String, Tensor> feeds, Collection<String> values) {
            if (values.contains(CUT)) told.accept(feeds.values().iterator().next().shape().n());
            return inner.run(graph, feeds, values);
        }

        @Override
        public Activations run(Graph graph, Map<String, Tensor> feeds, Collection<String> values,
                               org.normscope.task.Stop stop) {
            return inner.run(graph, feeds, values, stop);
        }

        @Override
        public void check(Graph graph, Collection<String> values) {
            inner.check(graph, values);
        }

        @Override
        public Activations runWhole(byte[] file, String name, Map<String, Tensor> feeds) {
            return inner.runWhole(file, name, feeds);
        }

        @Override
        public org.normscope.network.PinnedRun pin(Graph graph, Map<String, Shape> values, int memories) {
            return inner.pin(graph, values, memories);
        }

        @Override
        public String description() {
            return inner.description();
        }

        @Override
        public int threads() {
            return inner.threads();
        }

        @Override
        public void close() { }
    }
}
