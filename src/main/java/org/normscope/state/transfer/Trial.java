package org.normscope.state.transfer;

import java.util.ArrayList;
import java.util.List;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Prediction;

/** A picture of which the head says what it is. */
record Trial(Lesson lesson, Pixels picture) {
    /** The most probable class first. */
    List<Prediction> said(GraphRunner runner) {
        double[] said = lesson.head().probabilities(lesson.cut().of(runner, lesson.cut().input(picture), ""));
        List<Prediction> list = new ArrayList<>();
        for (int k = 0; k < said.length; k++) list.add(new Prediction(k, lesson.classes().get(k), (float) said[k]));
        list.sort((a, b) -> Float.compare(b.probability(), a.probability()));
        return list;
    }
}
