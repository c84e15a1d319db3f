package org.normscope.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.SavedNetwork;
import org.normscope.task.Workers;
import org.normscope.tensor.Tensor;

/** Data and disks as they should not be; a backbone that gives maps, no list. */
class SturdyTest {
    private static final String NO_ROOM = "No space left on device";

    @TempDir
    Path folder;
    private GraphRunner runner;
    private Network network;

    @BeforeEach
    void begin() throws IOException {
        runner = new DjlRunner(1);
        network = SmallNetwork.open(runner, folder);
    }

    @AfterEach
    void end() {
        runner.close();
    }

    private FeatureTable table(PictureSet set) {
        return new FeatureRun(FeatureLayer.last(network), runner, Workers.sameThread(), folder.resolve("kept"))
            .of(set, share -> { });
    }

    /** A picture each, of which a prototype is made; the network's own output is of rank 4. */
    @Test
    void aThousandClassesAreLearntAndSaved() throws IOException {
        assertEquals(4, network.writing(network.outputs().get(0)).orElseThrow().shape().rank());
        Path data = ColourPictures.write(folder.resolve("data"), IntStream.range(1000, 2000).mapToObj(i -> "kind " + i)
            .toList(), 1);
        PictureSet set = ClassFolder.read(data, share -> { });
        assertEquals(1000, set.classes().size());
        FeatureTable.Samples taught = table(set).of(Split.TRAINING);
        assertEquals(1000, taught.labels().length);
        LinearHead head = Prototypes.fit(taught.cells(), taught.labels(), 1000);
        assertEquals(1000, LogisticRegression.fit(taught.cells(), taught.labels(), 1000, 1, () -> { }).classes());
        Network with = HeadedGraph.of(FeatureLayer.last(network), network.graph(), head)
            .network(network, set.classes());
        SavedNetwork.writeDescribed(with, runner, folder.resolve("thousand.onnx"));
        Network saved = new ModelLibrary(runner).open(folder.resolve("thousand.onnx"), Map.of());
        assertEquals(set.classes(), saved.spec().labels());
        Example first = set.examples().get(0);
        Tensor said = saved.run(runner, saved.spec().preprocessing().apply(List.of(PictureSource.open(first.file()))),
            saved.outputs()).get(saved.outputs().get(0));
        assertEquals(1000, said.data().length);
        assertArrayEquals(head.probabilities(taught.cells()[taught.examples().indexOf(first)]),
            IntStream.range(0, 1000).mapToDouble(k -> said.data()[k]).toArray(), 1e-5);
    }

    @Test
    void aFolderWithoutAPictureIsNamed() throws IOException {
        Path data = ColourPictures.write(folder.resolve("data"), 3, 0);
        Files.createDirectories(data.resolve("nothing yet"));
        PictureSet set = ClassFolder.read(data, share -> { });
        assertEquals(List.of("blue", "red"), set.classes());
        assertEquals(List.of(new LeftOut(data.resolve("nothing yet").toString(), LeftOut.Why.EMPTY, "")), set.left());
    }

    /** A disk on which there is room for so many bytes; what does not fit is written as far as it does. */
    private static RandomAccessFile small(Path path, int room) throws IOException {
        return new RandomAccessFile(path.toFile(), "rw") {
            @Override
            public void write(byte[] bytes) throws IOException {
                int left = (int) Math.max(0, room - getFilePointer());
                super.write(bytes, 0, Math.min(left, bytes.length));
                if (left < bytes.length) throw new IOException(NO_ROOM);
            }
        };
    }

    @Test
    void whatWasComputedBeforeTheDiskWasFullStays() throws IOException {
        FeatureLayer cut = FeatureLayer.last(network);
        Path kept = Files.createDirectories(folder.resolve("kept")), file = kept.resolve(cut.key() + ".features");
        PictureSet set = ClassFolder.read(ColourPictures.write(folder.resolve("data"), 4, 0), share -> { });
        List<Example> examples = set.examples();
        FeatureTable whole = table(set);
        Files.delete(file);
        try (FeatureFile full = FeatureFile.of(file, cut.count(), small(file, 250))) {
            TransferException said = assertThrows(TransferException.class, () -> {
                for (int i = 0; i < examples.size(); i++) {
                    full.put(examples.get(i).hash(), new FeatureFile.Kept(whole.cells()[i], 0));
                }
            });
            assertTrue(said.getMessage().contains(NO_ROOM) && said.getMessage().contains(file.toString()),
                said.getMessage());
        }
        try (FeatureFile again = FeatureFile.open(kept, cut)) {
            assertTrue(again.has(examples.get(0).hash()));
            assertFalse(again.has(examples.get(examples.size() - 1).hash()));
            assertArrayEquals(whole.cells()[0], again.read(examples.get(0).hash()).orElseThrow().features());
        }
        assertArrayEquals(whole.cells(), table(set).cells()); // the rest is computed now
    }
}
