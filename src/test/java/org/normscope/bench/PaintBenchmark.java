package org.normscope.bench;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.normscope.color.ColorMaps;
import org.normscope.color.Colorizer;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameters;
import org.normscope.normalize.Site;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Five panes of a layer of 64 units of 56 x 56, from the slider's value to pixels in the buffers, on one thread; beside
 * it a plain copy of the same maps. The figure that counts is the median (p0.50).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PaintBenchmark {
    private static final List<String> PANES = List.of("bn", "ln", "in", "gn", "lrn");

    private final Tensor maps = maps();
    private final Site site = () -> maps;
    private final Mosaic mosaic = Mosaic.of(0, 64, 56, 56, 1.5);
    private final int[][] buffers = new int[PANES.size()][mosaic.width() * mosaic.height()];
    private final float[][] copies = new float[PANES.size()][maps.data().length];
    private final Scale scale = Scale.of(ColorMaps.DIVERGING_DARK, maps);
    private int move;

    /** A slider is moved: eps for four of the panes, k for LRN. */
    @Benchmark
    public int[][] fivePanes() {
        move = (move + 1) % 1000;
        for (int pane = 0; pane < PANES.size(); pane++) {
            String id = PANES.get(pane);
            String value = Parameters.text(id.equals("lrn") ? 1 + move / 1000.0 : 1e-5 * (1 + move));
            Parameters set = Parameters.NONE.with(id.equals("lrn") ? "k" : "eps", value);
            Tensor shown = Catalogue.entry(id).create(set).apply(site);
            Scale own = Scale.of(ColorMaps.DIVERGING_DARK, shown);
            Colorizer.paint(shown, 0, mosaic, own, buffers[pane], mosaic.width());
        }
        return buffers;
    }

    /** Painting alone, with a scale that is known. */
    @Benchmark
    public int[] onePaneColorized() {
        Colorizer.paint(maps, 0, mosaic, scale, buffers[0], mosaic.width());
        return buffers[0];
    }

    /** Choosing one pane's scale. */
    @Benchmark
    public Scale onePaneScaled() {
        return Scale.of(ColorMaps.DIVERGING_DARK, maps);
    }

    /** What moving the same numbers costs at least. */
    @Benchmark
    public float[][] fivePlainCopies() {
        for (float[] copy : copies) System.arraycopy(maps.data(), 0, copy, 0, copy.length);
        return copies;
    }

    private static Tensor maps() {
        Tensor maps = Tensor.zeros(Shape.of(1, 64, 56, 56));
        Random random = new Random(56);
        for (int i = 0; i < maps.data().length; i++) maps.data()[i] = (float) random.nextGaussian();
        return maps;
    }
}
