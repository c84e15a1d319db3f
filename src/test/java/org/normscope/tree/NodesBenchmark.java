package org.normscope.tree;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.normscope.engine.DjlRunner;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.node.Kind;
import org.normscope.node.TreeNode;
import org.normscope.node.Watch;

/**
 * Seconds of every node that is no optimization on one picture and style of 512 pixels along their longer sides, with
 * its knobs as they are at first: on the clock, and of the processor, the compiler's and the collector's threads
 * counted. Each runs twice, once as it is the first time in a process, once more when its code is compiled; the start
 * of the JVM is not counted. Arguments: picture, style, ids of nodes (default: all). Run from the root of the project,
 * after mvn test-compile, with the launcher's flags:
 * {@code java --add-modules jdk.incubator.vector -Xmx3g -XX:+UseSerialGC
 * -cp target/test-classes:target/classes:$(cat target/test.classpath) org.normscope.tree.NodesBenchmark A.jpg B.jpg}
 */
final class NodesBenchmark {
    private static final int SIDE = 512;

    private NodesBenchmark() { }

    public static void main(String[] arguments) {
        Pixels content = opened(arguments[0]), style = opened(arguments[1]);
        List<TreeNode> nodes = arguments.length > 2 ? List.of(arguments).subList(2, arguments.length).stream()
            .map(Tree::node).toList() : Tree.nodes().stream().filter(node -> !optimizes(node)).toList();
        System.out.println("node                   first: clock  processor   again: clock  processor");
        try (DjlRunner runner = new DjlRunner(1)) {
            for (TreeNode node : nodes) {
                double[] first = run(node, content, style, runner), again = run(node, content, style, runner);
                System.out.printf("%-22s %12.2f %10.2f %14.2f %10.2f%n", node.id(), first[0], first[1], again[0],
                    again[1]);
            }
        }
    }

    /** Whether it goes downhill on pixels. */
    private static boolean optimizes(TreeNode node) {
        return node.knobs().stream().anyMatch(knob -> knob.key().equals("steps"));
    }

    private static double[] run(TreeNode node, Pixels content, Pixels style, DjlRunner runner) {
        long clock = System.nanoTime(), processor = processor();
        if (node.kind() == Kind.TEXTURE) node.weave(style, SIDE, SIDE, Map.of(), 1, Watch.NOBODY, runner);
        else node.paint(content, style, Map.of(), 1, Watch.NOBODY, runner);
        return new double[] {(System.nanoTime() - clock) / 1e9, (processor() - processor) / 1e9};
    }

    private static long processor() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static Pixels opened(String file) {
        return Lanczos.scaled(PictureSource.open(Path.of(file).toString()), SIDE);
    }
}
