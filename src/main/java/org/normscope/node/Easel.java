package org.normscope.node;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Lanczos;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;
import org.normscope.network.GraphRunner;
import org.normscope.task.Stop;

/** What a node has before it while it works: pictures, knobs, chance, and who looks on. For one piece of work. */
public final class Easel {
    /**
     * @param content or the sample of a texture
     * @param style   null where the node needs none
     * @param width   of the picture to be made
     * @param height  of it
     * @param top     row of the whole picture that the content's first one is
     */
    record Motif(Pixels content, @Nullable Pixels style, int width, int height, int top) { }

    private final Motif motif;
    private final Knobs knobs;
    private final long seed;
    private final Watch watch;
    private final @Nullable GraphRunner runner;

    Easel(Motif motif, Knobs knobs, long seed, Watch watch, @Nullable GraphRunner runner) {
        this.motif = motif;
        this.knobs = knobs;
        this.seed = seed;
        this.watch = watch;
        this.runner = runner;
    }

    /** The content, or the sample of a texture; opaque. */
    public Pixels content() {
        return motif.content;
    }

    /** The style, opaque; only of a node that needs one. */
    public Pixels style() {
        return Objects.requireNonNull(motif.style);
    }

    /** The style with so many pixels at most: what it is taken at is said where it has more. */
    public Pixels style(long pixels) {
        return within(style(), pixels, "style");
    }

    /** The content's red, green and blue, 0 to 1. */
    public Planes contentPlanes() {
        return Planes.of(motif.content);
    }

    /** The style's red, green and blue, 0 to 1. */
    public Planes stylePlanes() {
        return Planes.of(style());
    }

    /** Of the picture to be made. */
    public int width() {
        return motif.width;
    }

    public int height() {
        return motif.height;
    }

    public Knobs knobs() {
        return knobs;
    }

    /** Row of the whole picture that the first one is; above 0 in a strip of a large one. */
    public int top() {
        return motif.top;
    }

    /** What runs networks; only of a node that {@link TreeNode#needsRunner needs one}. */
    public GraphRunner runner() {
        return Objects.requireNonNull(runner);
    }

    public long seed() {
        return seed;
    }

    /** Chance that is the same each time: a new one begins anew. */
    public SplittableRandom chance() {
        return new SplittableRandom(seed);
    }

    /** To be called several times a second: ends the work where nobody waits for it, by throwing. */
    public void at(double done) {
        watch.at(done);
    }

    /** For a network's run, which is long and does not look up: it ends where nobody waits for it. */
    public Stop stop() {
        return watch.stop();
    }

    /** Shows one step of several, drawn only where somebody looks. */
    public void step(String key, Supplier<Pixels> drawn) {
        if (watch.wantsSteps()) watch.step(key, drawn.get());
    }

    /** Shows where a descent has come to, drawn only where somebody looks. */
    public void sought(double loss, Supplier<Pixels> drawn) {
        if (watch.wantsSteps()) watch.sought(loss, drawn.get());
    }

    /** With so many rows of the content from one on; how far the work is it tells as a part of the whole. */
    Easel strip(int first, int rows, double from, double to) {
        int width = motif.width;
        Pixels part = new Pixels(width, rows, Arrays.copyOfRange(motif.content.argb(), first * width,
            (first + rows) * width));
        return new Easel(new Motif(part, motif.style, width, rows, first), knobs, seed,
            done -> watch.at(from + (to - from) * done), runner);
    }

    /** With content and style of so many pixels at most, each as it was where it has no more. */
    Easel within(long pixels) {
        Pixels content = within(motif.content, pixels, "content"),
            style = motif.style == null ? null : within(motif.style, pixels, "style");
        return new Easel(new Motif(content, style, content.width(), content.height(), 0), knobs, seed, watch, runner);
    }

    private Pixels within(Pixels picture, long pixels, String part) {
        double by = Math.sqrt((double) pixels / picture.argb().length);
        if (by >= 1) return picture;
        int width = (int) Math.max(1, picture.width() * by),
            height = (int) Math.min(pixels / width, Math.max(1, Math.round(picture.height() * by)));
        watch.at(0);
        watch.smaller(part, width, height);
        return Lanczos.scaled(picture, width, height);
    }

    /** With the middle of the sample, of so many pixels at most. */
    Easel cut(long pixels) {
        Pixels sample = motif.content;
        if (sample.argb().length <= pixels) return this;
        int width = (int) Math.min(sample.width(), Math.max(Math.sqrt(pixels), pixels / sample.height())),
            height = (int) Math.min(sample.height(), pixels / width);
        watch.smaller("sample", width, height);
        int[] argb = new int[width * height];
        int left = (sample.width() - width) / 2, top = (sample.height() - height) / 2;
        for (int y = 0; y < height; y++) {
            System.arraycopy(sample.argb(), (top + y) * sample.width() + left, argb, y * width, width);
        }
        return new Easel(new Motif(new Pixels(width, height, argb), null, motif.width, motif.height, 0), knobs, seed,
            watch, runner);
    }
}
