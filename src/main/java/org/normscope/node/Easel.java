package org.normscope.node;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.image.plane.Planes;
import org.normscope.network.GraphRunner;

/** What a node has before it while it works: pictures, knobs, chance, and who looks on. For one piece of work. */
public final class Easel {
    /**
     * @param content or the sample of a texture
     * @param style   null where the node needs none
     * @param width   of the picture to be made
     * @param height  of it
     */
    record Motif(Pixels content, @Nullable Pixels style, int width, int height) { }

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

    /** Shows one step of several, drawn only where somebody looks. */
    public void step(String key, Supplier<Pixels> drawn) {
        if (watch.wantsSteps()) watch.step(key, drawn.get());
    }

    /** Shows where a descent has come to, drawn only where somebody looks. */
    public void sought(double loss, Supplier<Pixels> drawn) {
        if (watch.wantsSteps()) watch.sought(loss, drawn.get());
    }
}
