package org.normscope.synthesis;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.node.TreeNode;
import org.normscope.node.Watch;
import org.normscope.synthesis.tree.FeedForwardNodes;
import org.normscope.task.Stop;

/** A node that paints in one run of a network ends within it. */
class FeedForwardStopTest {
    static Stream<TreeNode> nodes() {
        return Stream.of(FeedForwardNodes.JOHNSON, FeedForwardNodes.ULYANOV, FeedForwardNodes.CONDITIONAL,
            FeedForwardNodes.ADAIN, FeedForwardNodes.WCT, FeedForwardNodes.IBN);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void itEndsWithinTheRun(TreeNode node) {
        Pixels picture = new Pixels(24, 20, new int[24 * 20]);
        Stop stop = new Stop();
        Watch watch = new Watch() {
            @Override public void at(double done) { }

            @Override public Stop stop() {
                return stop;
            }
        };
        try (DjlRunner engine = new DjlRunner(1)) {
            // As if somebody cancelled the moment before the network begins.
            GraphRunner runner = (GraphRunner) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {GraphRunner.class}, (proxy, method, given) -> {
                    if (given != null && given.length == 4 && given[3] instanceof Stop) stop.ask();
                    try {
                        return method.invoke(engine, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
            assertThrows(CancellationException.class, () -> node.paint(picture, picture, Map.of(), 1, watch, runner));
            assertTrue(stop.asked());
        }
    }
}
