package org.normscope.node;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.text.Messages;

/**
 * One box of the tree: a published way to paint a picture or to weave a texture, which runs on any picture. Whoever
 * needs to know something of it asks it; nobody compares its id. Its words stand in the messages.
 *
 * <p>It answers the same to the same pictures, knobs and seed, ends soon after its {@link Watch} throws, and takes
 * pictures of any size from 1 x 1 on.
 *
 * @param id       as on the command line and in session files: hertzmann, portilla-simoncelli
 * @param year     of the paper
 * @param authors  family names
 * @param paper    title and where it appeared
 * @param branch   the row in which it stands
 * @param kind     what it makes of what
 * @param parents  ids of the nodes that it grew from
 * @param answers  ids of the nodes that could not do what it can: they name it as the next
 * @param symbols  the formula in LaTeX
 * @param knobs    in the order in which they are shown
 * @param steps    keys of what it hands to {@link Easel#step}, in their order; empty where it works in one go
 * @param atOnce   how large a picture it works on at once
 * @param craft    the work itself
 */
public record TreeNode(String id, int year, String authors, String paper, Branch branch, Kind kind,
    List<String> parents,
                   List<String> answers, String symbols, List<Knob> knobs, List<String> steps, AtOnce atOnce,
                   Craft craft) {
    /** Pixels along a side of what is woven, at most. */
    public static final int LARGEST = 4096;
    /** A minute's work where it is strokes; dozens of planes of so many pixels fit into a usual heap. */
    private static final AtOnce USUAL = new AtOnce.Most(1 << 22);

    /** How a node works. */
    @FunctionalInterface
    public interface Craft {
        /** @return of the easel's size, opaque */
        Pixels work(Easel easel);
    }

    public static TreeNode of(String id, int year, String authors, String paper, Branch branch, Kind kind,
        String symbols,
                          Craft craft, Knob... knobs) {
        return new TreeNode(id, year, authors, paper, branch, kind, List.of(), List.of(), symbols, List.of(knobs),
            List.of(), USUAL, craft);
    }

    public TreeNode after(String... nodes) {
        return new TreeNode(id, year, authors, paper, branch, kind, List.of(nodes), answers, symbols, knobs, steps,
            atOnce, craft);
    }

    public TreeNode answering(String... nodes) {
        return new TreeNode(id, year, authors, paper, branch, kind, parents, List.of(nodes), symbols, knobs, steps,
            atOnce, craft);
    }

    public TreeNode stepping(String... keys) {
        return new TreeNode(id, year, authors, paper, branch, kind, parents, answers, symbols, knobs, List.of(keys),
            atOnce, craft);
    }

    public TreeNode of(AtOnce size) {
        return new TreeNode(id, year, authors, paper, branch, kind, parents, answers, symbols, knobs, steps, size,
            craft);
    }

    /** Whether it runs a network. */
    public boolean needsRunner() {
        return branch == Branch.NETWORKS;
    }

    /** What a small picture that is wanted soon is made with: fewer steps than nobody has asked for. */
    public Map<String, String> sketch(Map<String, String> set) {
        Map<String, String> sketch = new TreeMap<>();
        for (Knob knob : knobs) {
            if (knob instanceof Knob.Whole whole && whole.sketch() != whole.value()) {
                sketch.put(knob.key(), Integer.toString(whole.sketch()));
            }
        }
        sketch.putAll(set);
        return sketch;
    }

    public String nameKey() {
        return "node.name." + id;
    }

    /** What it is called where there is little room, the word first that tells it from others; else by its name. */
    public String shortKey() {
        String key = "node.tile." + id;
        return Messages.has(key) ? key : nameKey();
    }

    /** Shorter still, where a tile has hardly any room. */
    public String briefKey() {
        String key = "node.brief." + id;
        return Messages.has(key) ? key : shortKey();
    }

    /** What one of {@link #steps} is called. */
    public static String stepKey(String step) {
        return "node.step." + step;
    }

    /** What it does, in up to three sentences. */
    public String ideaKey() {
        return "node.idea." + id;
    }

    /** What it could not do. */
    public String limitKey() {
        return "node.limit." + id;
    }

    /**
     * A content painted, as transparent as it was. What is transparent lies on white paper.
     *
     * @param style taken by a node that {@link Kind#styled() needs one}, else left aside
     * @throws BadKnobException             as {@link Knobs}
     * @throws NotPaintedException          where the style is missing, or memory is
     * @throws IllegalArgumentException     where it is no node that paints
     */
    public Pixels paint(Pixels content, @Nullable Pixels style, Map<String, String> set, long seed, Watch watch) {
        return paint(content, style, set, seed, watch, null);
    }

    /** @param runner for a node that {@link #needsRunner needs one}; may else be null */
    public Pixels paint(Pixels content, @Nullable Pixels style, Map<String, String> set, long seed, Watch watch,
                        @Nullable GraphRunner runner) {
        if (kind == Kind.TEXTURE) throw new IllegalArgumentException(id + " weaves a texture");
        check(runner);
        if (kind.styled() && style == null) throw new NotPaintedException("node.bad.style", id);
        Knobs given = new Knobs(this, set);
        return inMemory(content.width(), content.height(), () -> {
            Easel.Motif motif = new Easel.Motif(content.overWhite(),
                kind.styled() ? Objects.requireNonNull(style).overWhite() : null, content.width(), content.height(), 0);
            return atOnce.painted(new Easel(motif, given, seed, watch, runner), craft).withAlphaOf(content);
        });
    }

    /**
     * More of a sample. What is transparent lies on white paper.
     *
     * @throws BadKnobException         as {@link Knobs}
     * @throws NotPaintedException      where a side of what is woven is above {@link #LARGEST}, or memory is missing
     * @throws IllegalArgumentException where it is no node that weaves
     */
    public Pixels weave(Pixels sample, int width, int height, Map<String, String> set, long seed, Watch watch) {
        return weave(sample, width, height, set, seed, watch, null);
    }

    /** @param runner for a node that {@link #needsRunner needs one}; may else be null */
    public Pixels weave(Pixels sample, int width, int height, Map<String, String> set, long seed, Watch watch,
                        @Nullable GraphRunner runner) {
        if (kind != Kind.TEXTURE) throw new IllegalArgumentException(id + " paints a picture");
        check(runner);
        if (Math.max(width, height) > LARGEST) {
            throw new NotPaintedException("node.bad.size", id, String.valueOf(width), String.valueOf(height),
                String.valueOf(LARGEST));
        }
        Knobs given = new Knobs(this, set);
        return inMemory(width, height, () -> atOnce.woven(new Easel(new Easel.Motif(sample.overWhite(), null, width,
            height, 0), given, seed, watch, runner), craft));
    }

    /** Planes of large pictures are single arrays: where one does not fit, all else still stands. */
    private Pixels inMemory(int width, int height, Supplier<Pixels> work) {
        try {
            return work.get();
        } catch (OutOfMemoryError full) {
            throw new NotPaintedException("node.bad.memory", id, String.valueOf(width), String.valueOf(height));
        }
    }

    private void check(@Nullable GraphRunner runner) {
        if (needsRunner() && runner == null) throw new IllegalArgumentException(id + " runs a network");
    }
}
