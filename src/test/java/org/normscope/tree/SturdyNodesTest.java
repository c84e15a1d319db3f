package org.normscope.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.node.AtOnce;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.NotPaintedException;
import org.normscope.node.TreeNode;
import org.normscope.node.Watch;

/** Every node takes every picture, gives the same each time, and ends when nobody waits for it. */
class SturdyNodesTest {
    private static final DjlRunner RUNNER = new DjlRunner(1);
    private static final Pixels CONTENT = noise(33, 26), STYLE = noise(18, 25);
    /** By node: what several tests compare with. */
    private static final Map<String, Told> FIRST = new HashMap<>();

    /** A picture, and how often it was told how far it is. */
    private record Told(Pixels made, int times) { }

    private static Told first(String id) {
        return FIRST.computeIfAbsent(id, node -> {
            int[] times = {0};
            return new Told(run(node, CONTENT, STYLE, done -> times[0]++), times[0]);
        });
    }

    @AfterAll
    static void close() {
        RUNNER.close();
    }

    static Stream<String> ids() {
        return Tree.nodes().stream().map(TreeNode::id);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void anyPictureWillDo(String id) {
        Pixels one = made(1, 1, i -> 0xFF336699), flat = made(23, 17, i -> 0xFF808080), noise = noise(37, 29),
            grey = made(19, 31, i -> 0xFF000000 | (i * 7 % 256) * 0x10101), thin = noise(2, 41), row = noise(43, 1),
            black = made(16, 16, i -> 0xFF000000),
            clear = made(21, 22, i -> (i % 256) << 24 | 0x204060), white = made(9, 9, i -> -1);
        boolean slow = Tree.node(id).needsRunner();
        for (Pixels content : slow ? List.of(one, row, thin, grey, clear) : List.of(one, flat, noise, grey, row, thin,
            black, clear, white)) {
            for (Pixels style : slow ? List.of(content, flat) : List.of(content, one, noise, flat)) {
                Pixels made = run(id, content, style, Watch.NOBODY);
                assertTrue(made.width() > 0 && made.height() > 0);
                if (Tree.node(id).kind() == Kind.TEXTURE) break;
                assertEquals(content.width(), made.width());
                assertEquals(content.height(), made.height());
                for (int i = 0; i < made.argb().length; i++) assertEquals(content.argb()[i] >>> 24,
                    made.argb()[i] >>> 24);
                if (!Tree.node(id).kind().styled()) break;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void theSameComesOutAgain(String id) {
        assertArrayEquals(first(id).made.argb(), run(id, CONTENT, STYLE, Watch.NOBODY).argb());
    }

    @ParameterizedTest
    @MethodSource("ids")
    void itEndsAtAnyMoment(String id) {
        int all = first(id).times;
        for (int moment : new int[] {1, (all + 1) / 2, all}) {
            int[] times = {0};
            assertThrows(CancellationException.class, () -> run(id, CONTENT, STYLE, done -> {
                if (++times[0] >= moment) throw new CancellationException();
            }));
            assertEquals(moment, times[0]);
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void stepsAreShownInTheirOrder(String id) {
        List<String> shown = new ArrayList<>();
        run(id, CONTENT, STYLE, new Watch() {
            @Override public void at(double done) {
                assertTrue(done >= 0 && done <= 1, "done " + done);
            }

            @Override public boolean wantsSteps() {
                return true;
            }

            @Override public void step(String key, Pixels picture) {
                shown.add(key);
            }
        });
        assertEquals(Tree.node(id).steps(), shown);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void whatIsTooLargeToWeaveIsRefused(String id) {
        TreeNode node = Tree.node(id);
        if (node.kind() != Kind.TEXTURE) return;
        NotPaintedException refused = assertThrows(NotPaintedException.class,
            () -> node.weave(noise(9, 9), TreeNode.LARGEST + 1, 1, Map.of(), 1, Watch.NOBODY, RUNNER));
        assertTrue(refused.getMessage().contains("4097"), refused.getMessage());
    }

    /** Whatever the knobs, each at its least and at its most. */
    @ParameterizedTest
    @MethodSource("ids")
    void stripsMakeTheWhole(String id) {
        TreeNode node = Tree.node(id);
        if (!(node.atOnce() instanceof AtOnce.Strips strips)) return;
        Pixels picture = Lanczos.scaled(PictureSource.open("builtin:photos/dogs"), 61, 173);
        List<Map<String, String>> sets = new ArrayList<>(List.of(Map.of()));
        for (Knob knob : node.knobs()) {
            if (knob instanceof Knob.Real real) for (double value : new double[] {real.minimum(), real.maximum()}) {
                sets.add(Map.of(knob.key(), Knob.text(value)));
            }
            if (knob instanceof Knob.Whole whole) for (int value : new int[] {whole.minimum(), whole.maximum()}) {
                sets.add(Map.of(knob.key(), Knob.text(value)));
            }
        }
        for (Map<String, String> set : sets) {
            List<Double> told = new ArrayList<>();
            Pixels whole = node.of(AtOnce.ANY).paint(picture, null, set, 1, Watch.NOBODY),
                joined = node.of(new AtOnce.Strips(strips.reach(), 1)).paint(picture, null, set, 1, told::add);
            int off = 0;
            for (int i = 0; i < whole.argb().length; i++) {
                for (int c = 0; c < 24; c += 8) {
                    if (Math.abs((whole.argb()[i] >> c & 255) - (joined.argb()[i] >> c & 255)) > 1) off++;
                }
            }
            // A line along the flow may round to the other of two pixels: where it begins is counted from the strip.
            assertTrue(off <= whole.argb().length / 1000, id + " " + set + " " + off);
            assertEquals(told.stream().sorted().toList(), told);
        }
    }

    /** Made smaller, of the content's size again, and said; of a sample the middle. */
    @ParameterizedTest
    @MethodSource("ids")
    void whatIsTooLargeAtOnceIsMadeSmaller(String id) {
        TreeNode node = Tree.node(id);
        if (!(node.atOnce() instanceof AtOnce.Most)) return;
        List<String> told = new ArrayList<>();
        Watch watch = new Watch() {
            @Override public void at(double done) { }

            @Override public void smaller(String part, int width, int height) {
                told.add(part + " " + width + " " + height);
            }
        };
        run(node.of(new AtOnce.Most(300)), noise(45, 20), noise(20, 60), watch);
        assertEquals(switch (node.kind()) {
            case TEXTURE -> List.of("sample 17 17");
            case PAINT -> List.of("content 25 12");
            case PAINT_WITH_STYLE -> List.of("content 25 12", "style 10 30");
        }, told);
        told.clear();
        run(node.of(new AtOnce.Most(1200)), noise(45, 20), noise(20, 60), watch);
        assertEquals(List.of(), told);
    }

    private static Pixels run(String id, Pixels content, Pixels style, Watch watch) {
        Pixels made = run(Tree.node(id), content, style, watch);
        if (Tree.node(id).kind() == Kind.TEXTURE) {
            assertEquals(35, made.width());
            assertEquals(27, made.height());
        }
        return made;
    }

    private static Pixels run(TreeNode node, Pixels content, Pixels style, Watch watch) {
        // Quick where a knob says how often something is done.
        Map<String, String> set = new HashMap<>();
        for (Knob knob : node.knobs()) {
            if (knob instanceof Knob.Whole whole && knob.key().equals("iterations")) {
                set.put(knob.key(), Knob.text(Math.max(1, whole.minimum())));
            }
            if (knob.key().equals("steps")) set.putAll(Map.of("steps", "2", "network", "builtin:twin-in"));
        }
        if (node.kind() != Kind.TEXTURE) return node.paint(content, style, set, 5, watch, RUNNER);
        return node.weave(content, 35, 27, set, 5, watch, RUNNER);
    }

    private static Pixels noise(int width, int height) {
        SplittableRandom chance = new SplittableRandom(9);
        return made(width, height, i -> 0xFF000000 | chance.nextInt(0x1000000));
    }

    private static Pixels made(int width, int height, IntUnaryOperator pixel) {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) argb[i] = pixel.applyAsInt(i);
        return new Pixels(width, height, argb);
    }
}
