package org.normscope.state.tree;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.node.TreeNode;
import org.normscope.state.desk.PictureChoice;
import org.normscope.task.Stop;
import org.normscope.tree.Tree;

/**
 * Processor time of all thumbnails of the tree, as the window makes them of its first pictures: in the order in which
 * they are listed, in one process that begins cold, on one thread of the engine. What counts is the sum; the dearest
 * are named. Arguments: ids of nodes (default: all). Run from the root of the project, after mvn test-compile:
 * {@code java -cp target/test-classes:target/classes:$(cat target/test.classpath)
 * org.normscope.state.tree.ThumbnailsBenchmark}
 */
final class ThumbnailsBenchmark {
    /** Milliseconds of the processor, and on the clock. */
    private record Cost(String node, long processor, long clock) { }

    private ThumbnailsBenchmark() { }

    public static void main(String[] ids) {
        TreeSettings first = TreeSettings.initial();
        try (DjlRunner runner = new DjlRunner(1)) {
            TreePair pair = new TreePair(first.content(), first.style(), opened(first.content()),
                opened(first.style())).small();
            List<TreeNode> nodes = ids.length == 0 ? Tree.nodes() : List.of(ids).stream().map(Tree::node).toList();
            List<Cost> costs = new ArrayList<>();
            for (TreeNode node : nodes) {
                long processor = processor(), clock = System.nanoTime();
                TreePainter.small(new TreePainter.Request(node, pair, Map.of()), runner, new Stop(),
                    Double.POSITIVE_INFINITY);
                costs.add(new Cost(node.id(), (processor() - processor) / 1_000_000,
                    (System.nanoTime() - clock) / 1_000_000));
            }
            costs.stream().sorted(Comparator.comparingLong(Cost::processor).reversed()).forEach(cost ->
                System.out.printf("%-24s %6d ms processor %6d ms clock%n", cost.node, cost.processor, cost.clock));
            System.out.printf("%d thumbnails of %d px: %.1f s of the processor, %.1f s on the clock%n", costs.size(),
                TreePair.SMALL, costs.stream().mapToLong(Cost::processor).sum() / 1e3,
                costs.stream().mapToLong(Cost::clock).sum() / 1e3);
        }
    }

    private static long processor() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static Pixels opened(PictureChoice choice) {
        return TreePair.within(PictureSource.open(choice.origin()), TreePair.LARGE);
    }
}
