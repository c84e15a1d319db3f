package org.normscope.style;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.PinnedRun;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.Tiling;
import org.normscope.onnx.Tiling.Law;
import org.normscope.onnx.Value;
import org.normscope.stats.Moments;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * One picture painted tile by tile: site after site, all tiles are run up to it to measure its statistics over the
 * whole picture, with those of the sites before it fixed; with all fixed, all tiles are run to the end. Maps small
 * enough are kept between the passes, so that the next begins there and not at the picture.
 */
final class TiledPainting {
    /** Narrower strips are continued by reflection: maps inside are reflected at their borders, and need the width. */
    private static final int NARROWEST = 64;
    /** Pixels of a picture that leaves much behind: one of fewer is painted at once unless a test wants tiles. */
    private static final int LARGE = 1 << 20;

    private final GraphRunner runner;
    private WholeGraph whole;
    private final Pixels picture;
    private final int width;
    private final int height;
    private final long tileBytes;
    private final DoubleConsumer progress;
    private final Graph known;
    private final Tiling tiling;
    private final MapStore store;
    private final Map<String, Tensor> feeds;

    /**
     * How much memory may be taken.
     *
     * @param tile by the widest map of a tile, bytes
     * @param maps by a value's maps of the whole picture, to be kept, bytes
     */
    record Room(long tile, long maps) { }

    /** @param step of the network: the picture is continued to multiples of it */
    TiledPainting(GraphRunner runner, WholeGraph whole, Pixels picture, int step, Room room, DoubleConsumer progress) {
        this.runner = runner;
        this.whole = whole;
        this.picture = picture;
        width = padded(picture.width(), step);
        height = padded(picture.height(), step);
        tileBytes = room.tile();
        this.progress = progress;
        known = whole.part(List.of(whole.output()), whole.sites().size(), List.of());
        tiling = whole.tiling().orElseThrow();
        store = new MapStore(width, height, room.maps());
        feeds = new HashMap<>(whole.feeds());
    }

    private static int padded(int extent, int step) {
        return (Math.max(NARROWEST, extent) + step - 1) / step * step;
    }

    Pixels paint() {
        for (int k = 0; k < whole.sites().size(); k++) measure(k);
        Pixels painted = new Pixels(picture.width(), picture.height(), new int[picture.argb().length]);
        String output = whole.output();
        Law law = law(output);
        pass(whole.sites().size(), List.of(output), (cells, grid, tile) -> {
            Tensor tensor = Tensor.of(Shape.of(1, law.channels(), grid.height(), grid.width()), cells.of(output));
            int right = Math.min(tile.right(), picture.width()), bottom = Math.min(tile.bottom(), picture.height());
            if (tile.left() >= right || tile.top() >= bottom) return;
            PictureTensor.copy(tensor, tile.left() - tile.x(), tile.top() - tile.y(), painted, tile.left(), tile.top(),
                right - tile.left(), bottom - tile.top(), whole.out());
        });
        return painted;
    }

    private Law law(String value) {
        return Objects.requireNonNull(tiling.maps().get(value), value);
    }

    /** Measures a site's statistics and, where they fit, keeps the maps there and those that go around it. */
    private void measure(int k) {
        WholeGraph.Site site = whole.sites().get(k);
        Law law = law(site.input());
        Set<String> wanted = new HashSet<>(List.of(site.input())), after = new HashSet<>(store.names());
        Set<String> made = new HashSet<>();
        if (store.fits(law)) {
            after = around(site.input());
            after.add(site.input());
            made.addAll(after);
            made.removeAll(store.names());
            wanted.addAll(made);
        }
        Moments[] moments = new Moments[law.channels()];
        List<Spread> spreads = new ArrayList<>();
        Arrays.fill(moments, Moments.NONE);
        made.forEach(name -> store.make(name, law(name)));
        Set<String> fresh = made;
        pass(k, wanted, (cells, grid, tile) -> {
            float[] core = core(cells.of(site.input()), law, grid, tile);
            int count = core.length / moments.length;
            for (int c = 0; c < moments.length; c++) {
                moments[c] = moments[c].and(Moments.of(core, c * count, (c + 1) * count));
            }
            site.after().ifPresent(transformed -> spreads.add(transformed.transform()
                .spread(Tensor.of(Shape.of(1, moments.length, 1, count), core))));
            fresh.forEach(name -> store.put(name, cells.of(name), grid, tile));
        });
        store.forget();
        store.keepOnly(after);
        // What the pass left lies in few large pieces, part of them outside the heap: nothing else has them collected
        // in time. Resident at most, built-in network: 0.88 GB with it and 1.03 GB without at 2048 x 1536 pixels
        // (medians of three), 1.81 GB and 2.11 GB at 4096 x 4096 (one run each); a larger heap would let more lie.
        // A smaller picture leaves too little to look through the heap for, as often as there are sites.
        if ((long) width * height > LARGE) System.gc();
        Tensor mean = Tensor.zeros(Shape.of(1, law.channels(), 1, 1)), variance = Tensor.zeros(mean.shape());
        for (int c = 0; c < moments.length; c++) {
            mean.data()[c] = (float) moments[c].mean();
            variance.data()[c] = (float) moments[c].variance();
        }
        feeds.put(site.mean(), mean);
        feeds.put(site.variance(), variance);
        site.after().ifPresent(transformed -> whole = whole.with(transformed.in(whole.graph(),
            spreads.stream().reduce(Spread::and).orElseThrow())));
    }

    /**
     * Values not behind this one that nodes behind it read: the other branch of a residual block. Only those that fit.
     */
    private Set<String> around(String value) {
        Set<String> behind = known.reached(List.of(value)), around = new HashSet<>();
        for (Node node : known.nodes()) {
            if (behind.contains(node.output()) && !node.output().equals(value)) around.addAll(node.reads());
        }
        around.removeAll(behind);
        around.removeIf(name -> name.equals(whole.picture()) || !tiling.maps().containsKey(name)
            || !store.fits(law(name)) || padded(name));
        return around;
    }

    /** Then it has cells beyond the picture. */
    private boolean padded(String value) {
        return known.writer(value).filter(node -> node.operator().equals("Pad")).isPresent();
    }

    /** Of a tile's maps what is right, channel by channel. */
    private static float[] core(float[] cells, Law law, TileGrid grid, TileGrid.Tile tile) {
        double pitch = law.pitch();
        int across = (int) (grid.width() / pitch), plane = (int) (grid.height() / pitch) * across;
        int left = (int) ((tile.left() - tile.x()) / pitch), right = (int) ((tile.right() - tile.x()) / pitch);
        int top = (int) ((tile.top() - tile.y()) / pitch), bottom = (int) ((tile.bottom() - tile.y()) / pitch);
        int wide = right - left, count = wide * (bottom - top);
        float[] core = new float[law.channels() * count];
        for (int c = 0; c < law.channels(); c++) {
            for (int y = top; y < bottom; y++) {
                System.arraycopy(cells, c * plane + y * across + left, core, c * count + (y - top) * wide, wide);
            }
        }
        return core;
    }

    /** What a tile gave, by value; the arrays are overwritten by the next. */
    private record Cells(Map<String, float[]> all) {
        float[] of(String value) {
            return Objects.requireNonNull(all.get(value), value);
        }
    }

    private interface Taker {
        void take(Cells cells, TileGrid grid, TileGrid.Tile tile);
    }

    /** Runs all tiles for some values, the statistics of the first {@code sites} fixed. */
    private void pass(int sites, Collection<String> values, Taker taker) {
        Set<String> stored = new HashSet<>(store.names());
        stored.removeAll(values);
        Graph part = whole.part(values, sites, stored);
        Map<String, Law> given = new HashMap<>(Map.of(whole.picture(), Law.given(3, 1)));
        store.laws().forEach((name, law) -> { if (stored.contains(name)) given.put(name, law); });
        List<String> read = part.inputs().stream().map(Value::name).filter(given::containsKey).toList();
        given.keySet().retainAll(read);
        Tiling ways = Tiling.of(part, given).orElseThrow();
        int side = (int) Math.sqrt(tileBytes / (4 * ways.widest()));
        TileGrid grid = TileGrid.of(width, height, Math.max(ways.step(), 1), ways.halo(), side);
        Map<String, Shape> shapes = new LinkedHashMap<>();
        Map<String, float[]> cells = new HashMap<>();
        for (String value : values) {
            Law law = law(value);
            Shape shape = Shape.of(1, law.channels(), (int) (grid.height() / law.pitch()),
                (int) (grid.width() / law.pitch()));
            shapes.put(value, shape);
            cells.put(value, new float[shape.size()]);
        }
        Map<String, Tensor> cut = new HashMap<>();
        for (String name : read) {
            cut.put(name,
                Tensor.zeros(name.equals(whole.picture()) ? Shape.of(1, 3, grid.height(), grid.width())
                    : store.shape(name, grid)));
        }
        Map<String, Tensor> fed = new HashMap<>(feeds);
        fed.putAll(cut);
        try (PinnedRun run = runner.pin(part, shapes, 1)) {
            for (int i = 0; i < grid.tiles().size(); i++) {
                TileGrid.Tile tile = grid.tiles().get(i);
                progress.accept((sites + (double) i / grid.tiles().size()) / (whole.sites().size() + 1));
                cut.forEach((name, into) -> {
                    if (name.equals(whole.picture())) {
                        PictureTensor.cut(picture, tile.x(), tile.y(), whole.in(), into);
                    } else {
                        store.cut(name, tile, into);
                    }
                });
                run.run(0, fed);
                cells.forEach((value, into) -> run.read(0, value, into));
                taker.take(new Cells(cells), grid, tile);
            }
        }
    }
}
