package org.normscope.style;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.RealNetworks;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Tiling;
import org.normscope.onnx.TinyModel;
import org.normscope.task.Job;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;

/** Tiles give what one run over the whole picture gives. */
class FullSizeTest {
    private static final GraphRunner RUNNER = new DjlRunner(2);
    private static final StyleLibrary LIBRARY = new StyleLibrary(RUNNER);
    private static final Mixing MIXED = Mixing.all(Mixing.Mode.BLEND, .3f);
    private static final long SMALL_TILES = 300_000, ALL_MAPS = 1L << 28;

    private static int apart(Pixels a, Pixels b) {
        int most = 0;
        for (int i = 0; i < a.argb().length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                most = Math.max(most, Math.abs((a.argb()[i] >> shift & 255) - (b.argb()[i] >> shift & 255)));
            }
        }
        return most;
    }

    /** Paints nothing at once. */
    private static FullSize inTiles(long tile, long maps) {
        return new FullSize(RUNNER, new Stop(), 0, tile, maps);
    }

    private static Pixels photo(int width, int height) {
        return Lanczos.scaled(PictureSource.open("builtin:photos/mountains"), width, height);
    }

    /**
     * Sides that are no multiples of 4; maps kept, kept in half precision (64 maps of 65 x 48 cells take 798 720
     * bytes), and none kept, so that every pass begins at the picture: there in few tiles, since each runs all that is
     * before it once more.
     */
    @ParameterizedTest
    @CsvSource({ALL_MAPS + "," + SMALL_TILES, "400000," + SMALL_TILES, "0,1500000"})
    void tilesOfTheBuiltInNetwork(long maps, long tile) {
        StyleNetwork network = LIBRARY.builtIn();
        StyleCode code = network.code(PictureSource.open("builtin:paintings/cafe-terrace"));
        Pixels picture = photo(257, 190), whole = network.paint(network.read(picture), code, MIXED);
        List<Double> progress = new ArrayList<>();
        Pixels tiled = inTiles(tile, maps).paint(network, picture, code, MIXED, progress::add);
        assertTrue(apart(whole, tiled) <= 1, "apart " + apart(whole, tiled));
        assertTrue(progress.size() >= 2 * 9, "several tiles a pass: " + progress.size());
        assertEquals(progress.stream().sorted().toList(), progress);
    }

    /** Means and covariances of the whole picture's maps, though no tile sees them. */
    @ParameterizedTest
    @CsvSource({"ADAIN,1," + ALL_MAPS, "ADAIN,.4,0", "WCT,1," + ALL_MAPS, "WCT,.4,400000"})
    void tilesOfTransformedFeatures(FeatureTransform transform, double amount, long maps) {
        ArbitraryStyle network = LIBRARY.builtIn();
        Pixels picture = photo(257, 190), style = Lanczos.scaled(PictureSource.open("builtin:paintings/cafe-terrace"),
            150);
        Pixels whole = network.paint(network.read(picture), network.read(style), transform, amount, new Stop());
        List<Double> progress = new ArrayList<>();
        Pixels tiled = inTiles(1_500_000, maps).paint(network, picture, style, transform, amount,
            progress::add);
        assertTrue(apart(whole, tiled) <= 2, "apart " + apart(whole, tiled));
        assertTrue(progress.size() >= 2 * 9, "several tiles a pass: " + progress.size());
    }

    /** In tiles as in one run what the network loses of a content comes back: at weight 0 all of it. */
    @Test
    void weightNoneIsTheContentInTilesToo() {
        StyleNetwork network = LIBRARY.builtIn();
        Pixels picture = photo(257, 190);
        StyleCode own = network.code(picture),
            cafe = network.code(PictureSource.open("builtin:paintings/cafe-terrace"));
        FullSize tiles = inTiles(3_000_000, 10_000_000);
        List<Double> progress = new ArrayList<>();
        assertArrayEquals(picture.argb(),
            tiles.paint(network, picture, StyleCode.between(own, cafe, 0), Mixing.INSTANCE, progress::add).argb());
        assertEquals(progress.stream().sorted().toList(), progress);
        StyleCode half = StyleCode.between(own, cafe, .5);
        Pixels whole = network.paint(network.read(picture), half, MIXED),
            tiled = tiles.paint(network, picture, half, MIXED, done -> { });
        assertTrue(apart(whole, tiled) <= 2, "apart " + apart(whole, tiled));
    }

    /** The size at which it is promised; other people's network, thirty times as dear, at a tenth of it. */
    @ParameterizedTest
    @CsvSource({"builtin:style,1024,30000000", "fns_candy,328,3000000"})
    void aMegapixel(String name, int side, long tile) {
        StyleNetwork network = name.equals(StyleLibrary.BUILT_IN) ? LIBRARY.builtIn()
            : LIBRARY.open(Path.of(RealNetworks.origin(name)));
        StyleCode code = network.takesStyles() ? network.code(PictureSource.open("builtin:paintings/cafe-terrace"))
            : StyleCode.NONE;
        Pixels picture = photo(side, side), whole = network.paint(network.read(picture), code, MIXED);
        Pixels tiled = inTiles(tile, ALL_MAPS).paint(network, picture, code, MIXED, done -> { });
        assertTrue(apart(whole, tiled) <= 2, "apart " + apart(whole, tiled));
    }

    /** Each half beside {@link Float}'s own arithmetic: its neighbours are no nearer to what was rounded to it. */
    @Test
    void halvesAreTheNearest() {
        assertEquals(1f, Halves.toFloat(Halves.of(1)));
        assertEquals(65504f, Halves.toFloat(Halves.of(1e9f)));
        assertEquals(-0x1p-24f, Halves.toFloat(Halves.of(-0x1p-24f)));
        for (int half = 1; half < 0x7BFF; half++) {
            float value = Halves.toFloat((short) half), next = Halves.toFloat((short) (half + 1));
            assertTrue(next > value);
            assertEquals((short) half, Halves.of(value + (next - value) * .4f));
            assertEquals((short) (half + 1), Halves.of(value + (next - value) * .6f));
            assertEquals(-value, Halves.toFloat((short) (half | 0x8000)));
        }
    }

    private static TinyModel random(TinyModel model, String name, int... extents) {
        int cells = 1;
        for (int extent : extents) cells *= extent;
        float[] values = new float[cells];
        Random random = new Random(name.hashCode());
        for (int i = 0; i < cells; i++) {
            values[i] = (float) random.nextGaussian() / (float) Math.sqrt(cells / extents[0]);
        }
        return model.weights(name, extents, values);
    }

    private static TinyModel model() {
        TinyModel model = new TinyModel().input("x", 1, 3, -1, -1).weights("scales", new int[] {4}, 1, 1, 2, 2);
        random(random(random(model, "w3", 3, 3, 3, 3), "w5", 3, 3, 5, 5), "t4", 3, 3, 4, 4);
        return random(model, "w12", 12, 3, 1, 1);
    }

    private static Graph operators(String kind) {
        TinyModel model = model();
        switch (kind) {
            case "dilated" -> model.node("Conv", "x w3", "y", TinyModel.integers("dilations", 5, 2),
                TinyModel.integers("pads", 5, 2, 5, 2));
            case "uneven" -> model.node("Conv", "x w5", "a", TinyModel.integers("strides", 2, 2),
                TinyModel.integers("pads", 1, 2, 2, 1))
                .node("ConvTranspose", "a t4", "y", TinyModel.integers("strides", 2, 2),
                TinyModel.integers("pads", 1, 1, 1, 1));
            case "pooled" -> model.node("MaxPool", "x", "a", TinyModel.integers("kernel_shape", 2, 2),
                TinyModel.integers("strides", 2, 2))
                .node("Conv", "a w3", "b", TinyModel.text("auto_pad", "SAME_UPPER"))
                .node("Resize", "b  scales", "y", TinyModel.text("mode", "linear"));
            case "blocks" -> model.node("Conv", "x w5", "a", TinyModel.integers("strides", 2, 2),
                TinyModel.integers("pads", 2, 2, 2, 2))
                .node("Conv", "a w12", "b").node("DepthToSpace", "b", "c", TinyModel.integer("blocksize", 2))
                .node("Add", "c x", "y");
            default -> throw new IllegalArgumentException(kind);
        }
        return model.output("y").graph();
    }

    /** Laws of operators, each in a network of its own that spreads what one pixel holds. */
    @ParameterizedTest
    @ValueSource(strings = {"dilated", "uneven", "pooled", "blocks"})
    void operatorsReachNoFurtherThanTheirLawSays(String kind) {
        WholeGraph whole = new WholeGraph(operators(kind), "x", PictureLevels.of(ValueRange.SYMMETRIC), "y",
            PictureLevels.of(ValueRange.SYMMETRIC), List.of(), Map.of());
        Pixels picture = photo(128, 96);
        Tensor y = RUNNER.run(whole.graph(),
            Map.of("x", PictureTensor.of(picture, 128, 96, PictureLevels.of(ValueRange.SYMMETRIC))),
            List.of("y")).get("y");
        Pixels expected = PictureTensor.pixels(y, 128, 96, PictureLevels.of(ValueRange.SYMMETRIC));
        int[] tiles = new int[1];
        TiledPainting.Room room = new TiledPainting.Room(20_000, 0);
        Pixels tiled = new TiledPainting(RUNNER, whole, picture, 32, room, done -> tiles[0]++).paint();
        assertTrue(apart(expected, tiled) <= 1, "apart " + apart(expected, tiled));
        assertTrue(tiles[0] >= 4, "tiles " + tiles[0]);
        Tiling tiling = whole.tiling().orElseThrow();
        assertTrue(tiling.halo() <= 20, "halo " + tiling.halo());
    }

    @Test
    void whatMixesWholeMapsGoesIntoNoTiles() {
        Graph pooled = model().node("GlobalAveragePool", "x", "m").node("Sub", "x m", "y").output("y").graph();
        PictureLevels unit = PictureLevels.of(ValueRange.UNIT);
        assertTrue(new WholeGraph(pooled, "x", unit, "y", unit, List.of(), Map.of())
            .tiling().isEmpty());
    }

    /** Every pixel is in exactly one core, and the core keeps away from its tile's edges, but for the picture's. */
    @ParameterizedTest
    @CsvSource({"64, 48, 4, 8, 32", "100, 100, 4, 12, 40", "4096, 2052, 4, 60, 600",
        "32, 32, 8, 16, 8", "128, 4, 4, 4, 20"})
    void coresCoverThePicture(int width, int height, int step, int halo, int longest) {
        TileGrid grid = TileGrid.of(width, height, step, halo, longest);
        byte[] covered = new byte[width * height];
        for (TileGrid.Tile tile : grid.tiles()) {
            assertEquals(0, tile.x() % step + tile.y() % step + tile.left() % step + tile.top() % step);
            assertTrue(tile.x() + grid.width() <= width && tile.y() + grid.height() <= height);
            assertTrue(tile.left() == 0 || tile.left() - tile.x() >= halo);
            assertTrue(tile.right() == width || tile.x() + grid.width() - tile.right() >= halo);
            assertTrue(tile.bottom() == height || tile.y() + grid.height() - tile.bottom() >= halo);
            for (int y = tile.top(); y < tile.bottom(); y++) {
                for (int x = tile.left(); x < tile.right(); x++) covered[y * width + x]++;
            }
        }
        for (byte times : covered) assertEquals(1, times);
    }

    @Test
    void aJobEndsWhereItIsCancelled() {
        StyleNetwork network = LIBRARY.builtIn();
        Pixels picture = photo(120, 100);
        Job<Pixels> job = new Job<>(running -> new FullSize(RUNNER, running.stop(), 0, SMALL_TILES, ALL_MAPS)
            .paint(network, picture, network.code(picture), MIXED, done -> running.report(done, "")));
        List<Throwable> failures = new ArrayList<>();
        job.onChange(state -> { if (state.progress() > .2) job.cancel(); });
        job.start(Runnable::run, Runnable::run, done -> failures.add(new AssertionError()), failures::add);
        assertEquals(Job.Phase.CANCELLED, job.state().phase());
        assertTrue(job.state().progress() < .5);
        assertEquals(List.of(), failures);
        assertThrows(CancellationException.class, job::checkCancelled);
    }
}
