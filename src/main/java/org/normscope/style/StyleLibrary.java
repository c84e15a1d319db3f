package org.normscope.style;

import java.lang.ref.SoftReference;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.Samples;
import org.normscope.network.GraphRunner;
import org.normscope.network.ShippedFiles;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.file.GraphFile;

/** Opens style networks: the built-in one, and any file with one style in its weights. */
public final class StyleLibrary {
    /** The origin of the network that the program ships. */
    public static final String BUILT_IN = "builtin:style";
    /** Longer side of the photos over which statistics are recorded. */
    private static final int GALLERY_SIDE = 256;

    private static final AtomicReference<@Nullable SoftReference<List<Pixels>>> GALLERY = new AtomicReference<>();

    private final GraphRunner runner;

    public StyleLibrary(GraphRunner runner) {
        this.runner = runner;
    }

    /** The network of src/training/style, which takes any style. */
    public ArbitraryStyle builtIn() {
        return new ArbitraryStyle(BUILT_IN, resource("content"), resource("encoder"), resource("decoder"), runner);
    }

    /** Opens "builtin:style" or the path of a fast-style network. */
    public StyleNetwork open(String origin) {
        if (origin.equals(BUILT_IN)) return builtIn();
        try {
            return open(Path.of(origin));
        } catch (InvalidPathException e) {
            throw new BadNetworkException(e, "onnx.missing", origin);
        }
    }

    /**
     * Opens a fast-style network: one picture in, one of the same size out. How its pictures stand for levels is
     * detected, where the file does not say it; one that counts blue first is turned, and its statistics over the
     * shipped photos are recorded, which takes seconds.
     *
     * @throws BadNetworkException with what is wrong with the file, or what kind of network it is instead, and what to
     *                             do
     */
    public FastStyle open(Path file) {
        return open(file, EngineInput.NONE);
    }

    /** As {@link #open(Path)}, where something of it is said. */
    public FastStyle open(Path file, EngineInput said) {
        FastStyleGraph form = form(file, said);
        if (!said.range().isEmpty()) {
            return open(form, said.range().get(0), said.range().get(said.range().size() - 1));
        }
        ValueRangeGuess guess = ValueRangeGuess.of(form, gallery().get(0), runner);
        return open(form, form.said().orElse(guess.in()), guess.out());
    }

    /** As {@link #open(Path)}, where it is known how the network's pictures stand for levels. */
    public FastStyle open(Path file, ValueRange in, ValueRange out) {
        return open(file, EngineInput.NONE.ranging(List.of(in, out)));
    }

    private FastStyleGraph form(Path file, EngineInput said) {
        return FastStyleGraph.of(GraphFile.read(file),
            file.getFileName().toString().replaceFirst("\\.onnx$", ""), said, runner);
    }

    private FastStyle open(FastStyleGraph form, ValueRange in, ValueRange out) {
        return new FastStyle(form, GalleryStatistics.of(form, in, gallery(), runner), in, out, runner);
    }

    /** Small, and asked for by every network that is opened. */
    private static List<Pixels> gallery() {
        SoftReference<List<Pixels>> kept = GALLERY.get();
        List<Pixels> all = kept == null ? null : kept.get();
        if (all == null) {
            all = Samples.photos().map(origin -> Lanczos.scaled(PictureSource.open(origin), GALLERY_SIDE)).toList();
            GALLERY.set(new SoftReference<>(all));
        }
        return all;
    }

    private static Graph resource(String part) {
        String file = "style-" + part + ".onnx";
        return ShippedFiles.graph("style/" + file, file);
    }
}
