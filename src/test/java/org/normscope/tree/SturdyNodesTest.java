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
import org.normscope.image.Pixels;
import org.normscope.node.Kind;
import org.normscope.node.Knob;
import org.normscope.node.NotPaintedException;
import org.normscope.node.TreeNode;
import org.normscope.node.Watch;

/** Every node takes every picture, gives the same each time, and ends when nobody waits for it. */
class SturdyNodesTest {
    private static final DjlRunner RUNNER = new DjlRunner(1);

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
            grey = made(19, 31, i -> 0xFF000000 | (i * 7 % 256) * 0x10101), thin = noise(2, 41),
            black = made(16, 16, i -> 0xFF000000),
            clear = made(21, 22, i -> (i % 256) << 24 | 0x204060), white = made(9, 9, i -> -1);
        boolean slow = Tree.node(id).needsRunner();
        for (Pixels content : slow ? List.of(one, thin, clear) : List.of(one, flat, noise, grey, thin, black, clear,
            white)) {
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
        Pixels content = noise(33, 26), style = noise(18, 25);
        assertArrayEquals(run(id, content, style, Watch.NOBODY).argb(), run(id, content, style, Watch.NOBODY).argb());
    }

    @ParameterizedTest
    @MethodSource("ids")
    void itEndsWhenNobodyWaits(String id) {
        int[] told = {0};
        Pixels content = noise(33, 26), style = noise(18, 25);
        assertThrows(CancellationException.class, () -> run(id, content, style, done -> {
            told[0]++;
            throw new CancellationException();
        }));
        assertEquals(1, told[0]);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void stepsAreShownInTheirOrder(String id) {
        List<String> shown = new ArrayList<>();
        run(id, noise(33, 26), noise(18, 25), new Watch() {
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
    void whatIsTooLargeIsRefused(String id) {
        Pixels large = made(TreeNode.LARGEST + 1, 1, i -> -1);
        NotPaintedException refused = assertThrows(NotPaintedException.class,
            () -> run(id, large, large, Watch.NOBODY));
        assertTrue(refused.getMessage().contains("4097"), refused.getMessage());
    }

    private static Pixels run(String id, Pixels content, Pixels style, Watch watch) {
        TreeNode node = Tree.node(id);
        // Quick where a knob says how often something is done.
        Map<String, String> set = new HashMap<>();
        for (Knob knob : node.knobs()) {
            if (knob instanceof Knob.Whole whole && knob.key().equals("iterations")) {
                set.put(knob.key(), Knob.text(Math.max(1, whole.minimum())));
            }
            if (knob.key().equals("steps")) set.putAll(Map.of("steps", "2", "network", "builtin:twin-in"));
        }
        if (node.kind() != Kind.TEXTURE) return node.paint(content, style, set, 5, watch, RUNNER);
        Pixels woven = node.weave(content, 35, 27, set, 5, watch, RUNNER);
        assertEquals(35, woven.width());
        assertEquals(27, woven.height());
        return woven;
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
