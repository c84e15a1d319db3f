package org.normscope.style;

import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.task.Stop;

/**
 * Paints pictures of any size in bounded memory, by overlapping tiles: the result is that of one run over the whole
 * picture, since every normalization has the statistics of the whole. 4096 x 4096 stays within 2 GB.
 */
public final class FullSize {
    /** Pixels that are painted in one run: it is faster there, and takes some hundred megabytes. */
    private static final int AT_ONCE = 1 << 20;
    /**
     * Bytes of a tile's widest map; a few are in memory at the same time. Of 20 MB it would take a quarter more memory
     * and a tenth more time, since the processor's caches hold less of it.
     */
    private static final long TILE = 8L << 20;
    /**
     * Bytes of a value's maps of the whole picture that are kept for the next pass; up to four at the same time,
     * outside the heap.
     */
    private static final long MAPS = 260L << 20;

    private final GraphRunner runner;
    private final Stop stop;
    private final int atOnce;
    private final long tile;
    private final long maps;

    /** @param stop ends the run of what is painted at once */
    public FullSize(GraphRunner runner, Stop stop) {
        this(runner, stop, AT_ONCE, TILE, MAPS);
    }

    FullSize(GraphRunner runner, Stop stop, int atOnce, long tile, long maps) {
        this.runner = runner;
        this.stop = stop;
        this.atOnce = atOnce;
        this.tile = tile;
        this.maps = maps;
    }

    /**
     * @param code     ignored where the network takes no styles
     * @param progress is told a share of 1 before every tile; what it throws ends the work
     * @return of the picture's size, opaque
     */
    public Pixels paint(StyleNetwork network, Pixels picture, StyleCode code, Mixing mixing, DoubleConsumer progress) {
        Optional<WholeGraph> whole = network.whole(code, mixing);
        if (whole.isEmpty() || (long) picture.width() * picture.height() <= atOnce) {
            return network.paint(network.read(picture), code, mixing, stop);
        }
        StyleCode.Own own = Restoration.seen(code).orElse(null);
        if (own == null) return tiled(network, picture, whole.get(), progress);
        Pixels painted = tiled(network, picture, whole.get(), done -> progress.accept(done / 2));
        WholeGraph itself = network.whole(StyleCode.of(own.values()), Mixing.INSTANCE).orElseThrow();
        Pixels again = tiled(network, picture, itself, done -> progress.accept(.5 + done / 2));
        return Restoration.of(picture.overWhite(), painted, again, own.share());
    }

    /**
     * As {@link ArbitraryStyle#paint(StyleNetwork.Content, StyleNetwork.Content, FeatureTransform, double, Stop)}, by
     * tiles where the picture is large.
     *
     * @param style read in one run
     */
    public Pixels paint(ArbitraryStyle network, Pixels picture, Pixels style, FeatureTransform transform, double amount,
                        DoubleConsumer progress) {
        StyleNetwork.Content other = network.read(style);
        progress.accept(0);
        if ((long) picture.width() * picture.height() <= atOnce) {
            return network.paint(network.read(picture), other, transform, amount, stop);
        }
        return tiled(network, picture, network.whole(picture, other, transform, amount), progress);
    }

    private Pixels tiled(StyleNetwork network, Pixels picture, WholeGraph whole, DoubleConsumer progress) {
        TiledPainting.Room room = new TiledPainting.Room(tile, maps);
        return new TiledPainting(runner, whole, picture, network.step(), room, progress).paint();
    }
}
