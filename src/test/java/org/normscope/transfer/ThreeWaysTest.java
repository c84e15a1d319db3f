package org.normscope.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.image.BadPictureException;
import org.normscope.image.Preprocessing;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.onnx.Extents;
import org.normscope.task.Workers;

/** The same chart, whether one thread makes it or two. */
class ThreeWaysTest {
    @TempDir
    Path folder;
    private GraphRunner runner;
    private Network network;
    private Path data;
    private FeatureTable table;

    @BeforeEach
    void begin() throws IOException {
        runner = new DjlRunner(1);
        network = SmallNetwork.open(runner, folder);
        data = ColourPictures.write(folder.resolve("data"), 24, 0);
        table = new FeatureRun(FeatureLayer.last(network), runner, Workers.sameThread(), folder.resolve("kept"))
            .of(ClassFolder.read(data, share -> { }), share -> { });
    }

    @AfterEach
    void end() {
        runner.close();
    }

    private static ThreeWays.Plan plan() {
        return new ThreeWays.Plan(List.of(Teaching.values()), List.of(2, LessonCurve.ALL), 2, 1,
            TrainedPart.Norms.FROZEN, Map.of(Teaching.BLOCKS, TrainingPlan.blocks(0).plain().over(2),
            Teaching.SCRATCH, TrainingPlan.scratch(0).over(2)));
    }

    @Test
    void twoThreadsMakeTheChartOfOne() {
        List<Double> shares = Collections.synchronizedList(new ArrayList<>());
        List<List<WayCurve>> told = Collections.synchronizedList(new ArrayList<>());
        List<WayCurve> one = new ThreeWays(table, plan(), runner, Workers.sameThread()).run(known -> { },
            shares::add);
        for (int i = 1; i < shares.size(); i++) assertTrue(shares.get(i) >= shares.get(i - 1), shares.toString());
        assertEquals(1, shares.get(shares.size() - 1), .5);
        try (Workers two = Workers.threads()) {
            assertEquals(one, new ThreeWays(table, plan(), runner, two).run(told::add, share -> { }));
        }
        assertEquals(11, told.size()); // of all pictures a head has one draw
        assertEquals(one, told.get(told.size() - 1));
    }

    @Test
    void whatIsKnownIsNotRunAgain() {
        List<WayCurve> whole = new ThreeWays(table, plan(), runner, Workers.sameThread()).run(known -> { },
            share -> { });
        String text = WayCurve.csv(whole);
        assertEquals(text, WayCurve.csv(WayCurve.read(text, "")));
        List<List<WayCurve>> told = new ArrayList<>();
        AtomicReference<List<WayCurve>> last = new AtomicReference<>(List.of());
        assertThrows(CancellationException.class, () -> new ThreeWays(table, plan(), runner, Workers.sameThread())
            .run(known -> {
                last.set(known);
                if (WayCurve.csv(known).lines().count() == 6) throw new CancellationException();
            }, share -> { }));
        List<WayCurve> before = WayCurve.read(WayCurve.csv(last.get()), "");
        List<WayCurve> after = new ThreeWays(table, plan(), runner, Workers.sameThread()).run(before, told::add,
            share -> { });
        assertEquals(6, told.size(), "eleven runs, five of them before");
        assertEquals(text, WayCurve.csv(after));
        for (String bad : List.of("a,b\n", text.replace("head", "hand"), text.replace("all,0", "all,1"), text + "\"")) {
            assertThrows(TransferException.class, () -> WayCurve.read(bad, "bad"), bad);
        }
    }

    @Test
    void whatFailsOnEitherThreadIsTold() throws IOException {
        ColourPictures.delete(data);
        try (Workers two = Workers.threads()) {
            ThreeWays ways = new ThreeWays(table, plan(), runner, two);
            assertThrows(BadPictureException.class, () -> ways.run(known -> { }, share -> { }));
            assertThrows(CancellationException.class, () -> ways.run(known -> { }, share -> {
                throw new CancellationException();
            }));
        }
    }

    @Test
    void halvesAreTakenOnlyWhereTheNetworkTakesThem() {
        assertSame(network, SmallerPictures.of(table.cut(), runner)); // of 8 pixels
        try (GraphRunner other = new DjlRunner(1)) {
            Network explorer = new ModelLibrary(other).open("builtin:explorer", Map.of());
            Preprocessing whole = explorer.spec().preprocessing(),
                half = SmallerPictures.of(FeatureLayer.last(explorer), other).spec().preprocessing();
            assertEquals(whole.width() / 2, half.width());
            assertEquals(whole.height() / 2, half.height());
        }
    }

    /** A file that names one size and pools at its end runs at any; with a fixed batch it may well not. */
    @Test
    void aSizeThatTheFileNamesIsLeftOpen() throws IOException {
        try (GraphRunner other = new DjlRunner(1)) {
            Network explorer = new ModelLibrary(other).open("builtin:explorer", Map.of());
            for (int batch : new int[] {-1, 1}) {
                Path file = folder.resolve("fixed" + batch + ".onnx");
                Files.write(file, Extents.fixed(explorer.graph(), Map.of(explorer.picture(),
                    new int[] {batch, -1, 128, 128})).toBytes());
                Network fixed = new ModelLibrary(other).open(file, Map.of("size", "128"));
                Network smaller = SmallerPictures.of(FeatureLayer.last(fixed), other);
                assertTrue(fixed.remarks().contains(Network.Remark.FIXED_SIZE));
                assertEquals(batch < 0 ? 64 : 128, smaller.spec().preprocessing().width());
                assertEquals(batch > 0, smaller.remarks().contains(Network.Remark.FIXED_SIZE));
            }
        }
    }
}
