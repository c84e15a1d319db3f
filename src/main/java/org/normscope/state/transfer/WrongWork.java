package org.normscope.state.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.normscope.attribution.GradCam;
import org.normscope.image.Pixels;
import org.normscope.image.PictureSource;
import org.normscope.image.Placement;
import org.normscope.image.Resampling;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.task.Stop;
import org.normscope.tensor.Tensor;
import org.normscope.transfer.Example;
import org.normscope.transfer.FeatureTable;
import org.normscope.transfer.HeadedGraph;
import org.normscope.transfer.Judgement;
import org.normscope.transfer.NearestPictures;
import org.normscope.transfer.Split;

/** Looks into pictures that were judged: where the answer comes from, and what they resemble. */
final class WrongWork {
    private static final int SHOWN = 8, NEAREST = 3;
    /** What is left of a pixel where the answer does not come from. */
    private static final double DIM = .4;

    private final GraphRunner runner;

    WrongWork(GraphRunner runner) {
        this.runner = runner;
    }

    /**
     * @param cell what is asked for: [what it is, what is said], or null for the most wrong ones
     */
    record Asked(Lesson lesson, List<Integer> cell) { }

    List<Wrong> of(Asked asked, Stop stop) {
        Lesson lesson = asked.lesson();
        Judgement judged = lesson.judged();
        HeadedGraph headed = HeadedGraph.of(lesson.cut(), lesson.network().graph(), lesson.head());
        Network network = headed.network(lesson.network(), lesson.classes());
        NearestPictures neighbours = new NearestPictures(lesson.table().of(Split.TRAINING));
        FeatureTable.Samples judging = lesson.table().of(lesson.set().judging());
        List<Wrong> wrong = new ArrayList<>();
        for (int place : places(judged, asked.cell())) {
            stop.check();
            if (wrong.size() == SHOWN) break;
            Example example = judged.examples().get(place);
            int said = judged.said(place);
            Pixels seen = lesson.network().spec().preprocessing().fitted(PictureSource.open(example.file()));
            List<Wrong.Near> nearest = neighbours.nearest(judging.cells()[place], example.hash(), NEAREST).stream()
                .map(near -> new Wrong.Near(LessonWork.small(near), lesson.classes().get(near.label()))).toList();
            wrong.add(new Wrong(example.file(), lesson.classes().get(example.label()), lesson.classes().get(said),
                judged.probabilities()[place][said], lit(network, lesson, headed, seen, said, stop), nearest));
        }
        return List.copyOf(wrong);
    }

    private static List<Integer> places(Judgement judged, List<Integer> cell) {
        if (cell == null) return judged.mostWrong();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < judged.examples().size(); i++) {
            if (judged.examples().get(i).label() == cell.get(0) && judged.said(i) == cell.get(1)) places.add(i);
        }
        return places;
    }

    /** Grad-CAM of the class that was said, at the last layer up to the cut whose maps have more than one cell. */
    private Pixels lit(Network network, Lesson lesson, HeadedGraph headed, Pixels seen, int said, Stop stop) {
        List<Layer> layers = lesson.network().layers();
        List<Layer> before = layers.subList(0, layers.indexOf(lesson.cut().layer()) + 1);
        Optional<Layer> maps = before.stream().filter(layer -> layer.shape().rank() == 4 && layer.shape().plane() > 1
            && network.graph().leadingTo(headed.logits()).contains(layer.output())).reduce((one, later) -> later);
        if (maps.isEmpty()) return seen;
        Tensor map = GradCam.of(network, runner, Objective.cell(headed.logits(), said), maps.get(),
            lesson.cut().input(seen), stop).map();
        return lit(seen, map);
    }

    private static Pixels lit(Pixels seen, Tensor map) {
        float most = 0;
        for (float cell : map.data()) most = Math.max(most, cell);
        if (most == 0) return seen;
        int rows = map.shape().h(), columns = map.shape().w();
        int[] levels = new int[rows * columns];
        for (int i = 0; i < levels.length; i++) levels[i] = 0xFF000000 | Math.round(255 * map.data()[i] / most);
        Pixels large = Resampling.resample(new Pixels(columns, rows, levels), new Placement(0, 0, columns, rows),
            seen.width(), seen.height(), 0xFF000000);
        int[] argb = new int[seen.argb().length];
        for (int i = 0; i < argb.length; i++) {
            double share = DIM + (1 - DIM) * (large.argb()[i] & 255) / 255;
            int pixel = seen.argb()[i];
            argb[i] = 0xFF000000 | (int) (share * (pixel >> 16 & 255)) << 16 | (int) (share * (pixel >> 8 & 255)) << 8
                | (int) (share * (pixel & 255));
        }
        return new Pixels(seen.width(), seen.height(), argb);
    }
}
