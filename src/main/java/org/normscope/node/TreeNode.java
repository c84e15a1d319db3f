package org.normscope.node;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * @param craft    the work itself
 */
public record TreeNode(String id, int year, String authors, String paper, Branch branch, Kind kind,
    List<String> parents,
                   List<String> answers, String symbols, List<Knob> knobs, List<String> steps, Craft craft) {
    /** Pixels along a side that a node takes: some need a hundred bytes a pixel. */
    public static final int LARGEST = 4096;

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
            List.of(), craft);
    }

    public TreeNode after(String... nodes) {
        return new TreeNode(id, year, authors, paper, branch, kind, List.of(nodes), answers, symbols, knobs, steps,
            craft);
    }

    public TreeNode answering(String... nodes) {
        return new TreeNode(id, year, authors, paper, branch, kind, parents, List.of(nodes), symbols, knobs, steps,
            craft);
    }

    public TreeNode stepping(String... keys) {
        return new TreeNode(id, year, authors, paper, branch, kind, parents, answers, symbols, knobs, List.of(keys),
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
     * @throws NotPaintedException          where a side is above {@link #LARGEST}, or the style is missing
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
        check(content.width(), content.height());
        if (style != null) check(style.width(), style.height());
        Easel.Motif motif = new Easel.Motif(content.overWhite(), style == null ? null : style.overWhite(),
            content.width(), content.height());
        return worked(new Easel(motif, new Knobs(this, set), seed, watch, runner)).withAlphaOf(content);
    }

    /**
     * More of a sample. What is transparent lies on white paper.
     *
     * @throws BadKnobException         as {@link Knobs}
     * @throws NotPaintedException      where a side is above {@link #LARGEST}
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
        check(sample.width(), sample.height());
        check(width, height);
        Easel.Motif motif = new Easel.Motif(sample.overWhite(), null, width, height);
        return worked(new Easel(motif, new Knobs(this, set), seed, watch, runner));
    }

    /** Planes of large pictures are single arrays: where one does not fit, all else still stands. */
    private Pixels worked(Easel easel) {
        try {
            return craft.work(easel);
        } catch (OutOfMemoryError full) {
            throw new NotPaintedException("node.bad.memory", id, String.valueOf(easel.width()),
                String.valueOf(easel.height()));
        }
    }

    private void check(@Nullable GraphRunner runner) {
        if (needsRunner() && runner == null) throw new IllegalArgumentException(id + " runs a network");
    }

    private void check(int width, int height) {
        if (Math.max(width, height) > LARGEST) {
            throw new NotPaintedException("node.bad.size", id, String.valueOf(width), String.valueOf(height),
                String.valueOf(LARGEST));
        }
    }
}
