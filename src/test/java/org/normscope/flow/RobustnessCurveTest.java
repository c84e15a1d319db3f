package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.flow.RobustnessCurve.Labelled;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.shift.Appearance;
import org.normscope.shift.Trait;
import org.normscope.tensor.Tensor;

/** Against answers that are counted one by one. */
class RobustnessCurveTest {
    private static final GraphRunner RUNNER = new DjlRunner(1);
    private static final Network IN = new ModelLibrary(RUNNER).open("builtin:twin-in", Map.of());
    private static final List<Double> VALUES = RobustnessCurve.values(Trait.BRIGHTNESS, -0.8, 3);

    @AfterAll
    static void close() {
        RUNNER.close();
    }

    private static Stream<Labelled> pictures(String dogs) {
        return Stream.of(new Labelled(PictureSource.open("builtin:photos/dogs"), dogs),
            new Labelled(PictureSource.open("builtin:photos/pagoda"), "house"),
            new Labelled(PictureSource.open("builtin:photos/astronaut"), "person"));
    }

    private static int said(Pixels picture, double value) {
        Pixels fitted = IN.spec().preprocessing().fitted(picture);
        Pixels looked = Appearance.AS_IT_IS.with(Trait.BRIGHTNESS, value).of(fitted);
        String output = IN.outputs().get(0);
        Tensor scores = IN.run(RUNNER, IN.spec().preprocessing().apply(List.of(looked)), List.of(output)).get(output);
        int best = 0;
        for (int i = 1; i < scores.data().length; i++) if (scores.data()[i] > scores.data()[best]) best = i;
        return best;
    }

    @Test
    void countsWhatIsRightAndWhatIsAnsweredAsBefore() {
        int[] runs = {0};
        RobustnessCurve curve = RobustnessCurve.of(List.of(IN), RUNNER, pictures("dog"), Trait.BRIGHTNESS,
            VALUES, network -> runs[0]++).get(0);
        assertTrue(curve.judged());
        assertEquals(9, runs[0]);
        for (int i = 0; i < 3; i++) {
            double value = VALUES.get(i);
            List<Labelled> all = pictures("dog").toList();
            long right = all.stream().filter(one -> said(one.picture(), value)
                == IN.spec().labels().indexOf(one.label())).count();
            long same = all.stream().filter(one -> said(one.picture(), value) == said(one.picture(), 0)).count();
            assertEquals(new RobustnessCurve.Point(value, 3, (int) right, (int) same), curve.points().get(i));
        }
        assertEquals(1, curve.points().get(0).agreement());
    }

    @Test
    void aClassThatTheNetworkDoesNotKnowLeavesTheAgreement() {
        RobustnessCurve curve = RobustnessCurve.of(List.of(IN), RUNNER, pictures("yeti"), Trait.BRIGHTNESS,
            VALUES, network -> { }).get(0);
        assertFalse(curve.judged());
        assertEquals(3, curve.points().get(2).pictures());
    }

    /** A folder that vanishes in the midst of it leaves the same pictures for all. */
    @Test
    void allNetworksAnswerOnePictureBeforeTheNextIsRead() {
        List<String> done = new ArrayList<>();
        Stream<Labelled> pictures = pictures("dog").peek(one -> done.add("read"));
        Network other = new Network("other", IN.origin(), IN.graph(), IN.layers(), IN.picture(), IN.outputs(),
            IN.spec(), IN.remarks());
        List<RobustnessCurve> curves = RobustnessCurve.of(List.of(IN, other), RUNNER, pictures, Trait.BRIGHTNESS,
            VALUES.subList(0, 1), network -> done.add(network.name()));
        List<String> each = List.of("read", IN.name(), "other");
        assertEquals(Collections.nCopies(3, each).stream().flatMap(List::stream).toList(), done);
        assertEquals(curves.get(0).points(), curves.get(1).points());
    }

    @Test
    void valuesGoFromNoneToFull() {
        assertEquals(List.of(1.0, 2.5, 4.0), RobustnessCurve.values(Trait.GAMMA, 4, 3));
    }
}
