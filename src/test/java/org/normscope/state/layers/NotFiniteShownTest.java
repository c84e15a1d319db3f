package org.normscope.state.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.color.ColorMaps;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.onnx.TinyModel;
import org.normscope.patches.Corpus;
import org.normscope.patches.Indexer;
import org.normscope.patches.PatchCutter;
import org.normscope.patches.PatchIndex;
import org.normscope.patches.Ranking;
import org.normscope.state.desk.Subject;
import org.normscope.task.Workers;

/** A network whose second unit is 0 / 0 everywhere: the maps, the figure and the plate of Layers say so. */
class NotFiniteShownTest {
    @TempDir
    Path folder;

    @Test
    void mapsFigureAndPlateSaySo() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (String photo : List.of("dogs", "cat", "dahlia")) {
            Files.copy(Path.of("assets/images/photos", photo + ".jpg"), corpus.resolve(photo + ".jpg"));
        }
        Path file = Files.write(folder.resolve("broken.onnx"), new TinyModel().opset(13).input("x", 1, 3, 8, 8)
            .weights("zero", new int[] {3, 1, 1}, 1, 0, 1).node("Mul", "x zero", "z").node("Div", "z zero", "n")
            .node("Neg", "n", "y").output("y").bytes());
        try (GraphRunner runner = new DjlRunner(1); Workers workers = Workers.sameThread()) {
            Network network = new ModelLibrary(runner).open(file, Map.of());
            Layer layer = network.layer("n").orElseThrow();
            new Indexer(network, List.of("n"), runner, workers).job(Corpus.of(corpus.toString()),
                folder.resolve("i.db"), progress -> { }, () -> { }).start(Runnable::run, Runnable::run, done -> { },
                    failure -> { throw new AssertionError(failure); });
            UnitMaps maps = new MapsStage(runner).run(new MapsStage.Request(network, layer,
                network.spec().preprocessing().fitted(PictureSource.open("builtin:photos/cat")),
                ColorMaps.DIVERGING_LIGHT, Subject.Slices.ALL)).mosaic();
            assertEquals(List.of(1), maps.broken().channels());
            assertEquals(64, maps.broken().cells());
            try (PatchIndex index = PatchIndex.open(folder.resolve("i.db"))) {
                OpenIndex open = new OpenIndex(index, new PatchCutter(index.preprocessing(), 0), 0);
                UnitFigure figure = FigureStage.run(new FigureStage.Request(open, layer, Ranking.DIFFERENT,
                    UnitOrder.INDEX, 0, null, List.of()));
                assertEquals(List.of(1), figure.broken().channels());
                assertEquals(3, figure.broken().cells());
                for (int unit = 0; unit < 3; unit++) {
                    OpenedUnit opened = UnitStage.run(new UnitStage.Request(open, layer, unit, 0, Ranking.DIFFERENT,
                        List.of(), Map.of(), ColorMaps.DIVERGING_LIGHT));
                    assertEquals(unit == 1 ? 3 : 0, opened.spread().without());
                }
                assertTrue(figure.units().size() == 3);
            }
        }
    }
}
