package org.normscope.state.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.node.Knob;
import org.normscope.node.TreeNode;
import org.normscope.node.Watch;

/** A knob that goes from its least value to its largest in a film. */
final class FilmedKnob {
    /** Each picture stands for so long: 24 values there and back in four seconds. */
    static final int MILLISECONDS = 90;
    private static final int FRAMES = 24;

    private FilmedKnob() { }

    /** Those that have a way from end to end. */
    static List<Knob> of(TreeNode node) {
        return node.knobs().stream().filter(knob -> knob instanceof Knob.Real || knob instanceof Knob.Whole).toList();
    }

    /** What the knob is set to, one value after the other; of whole numbers each once. */
    static List<String> values(TreeNode node, String key) {
        Knob knob = of(node).stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();
        boolean whole = knob instanceof Knob.Whole;
        double least = knob instanceof Knob.Whole w ? w.minimum() : ((Knob.Real) knob).minimum(),
            most = knob instanceof Knob.Whole w ? w.maximum() : ((Knob.Real) knob).maximum();
        return IntStream.range(0, FRAMES).mapToDouble(i -> least + (most - least) * i / (FRAMES - 1))
            .mapToObj(value -> Knob.text(whole ? Math.rint(value) : value)).distinct().toList();
    }

    static Pixels painted(TreePainter.Request request, String key, String value, GraphRunner runner, Watch watch) {
        Map<String, String> set = new TreeMap<>(request.set());
        set.put(key, value);
        return TreePainter.watched(new TreePainter.Request(request.node(), request.pair(), set), runner, watch);
    }

    /** The same pictures forwards and backwards: the film goes round without a jump. */
    static List<Pixels> thereAndBack(List<Pixels> frames) {
        List<Pixels> all = new ArrayList<>(frames);
        for (int i = frames.size() - 2; i > 0; i--) all.add(frames.get(i));
        return all;
    }
}
