package org.normscope.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.tensor.Tensor;

/** A cell traced back by the graph of all cells: against the engine's own differences, and what methods promise. */
class ProjectorTest {
    private static final DjlRunner RUNNER = new DjlRunner(1);
    private static final Network NETWORK = new ModelLibrary(RUNNER).open("builtin:twin-bn", Map.of("size", "48"));
    private static final Tensor DOGS = NETWORK.spec().preprocessing()
        .apply(List.of(PictureSource.open("builtin:photos/dogs")));
    private static final Layer LAYER = NETWORK.layers().get(7);
    private static final int UNIT = 3, ROW = 4, COLUMN = 5;

    @AfterAll
    static void close() {
        RUNNER.close();
    }

    private static double cell(Tensor picture) {
        return NETWORK.run(RUNNER, picture, List.of(LAYER.output())).get(LAYER.output()).at(0, UNIT, ROW, COLUMN);
    }

    private static Tensor projection(Projection method) {
        return new Projector(NETWORK, RUNNER, LAYER, method).of(DOGS, UNIT, ROW, COLUMN, null);
    }

    @Test
    void theGradientIsThatOfTheCell() {
        Tensor gradient = projection(Projection.GRADIENT);
        double step = 1e-2, said = 0;
        float[][] sides = new float[2][DOGS.data().length];
        for (int i = 0; i < gradient.data().length; i++) {
            double direction = Math.signum(gradient.data()[i]);
            said += Math.abs(gradient.data()[i]);
            sides[0][i] = (float) (DOGS.data()[i] + step * direction);
            sides[1][i] = (float) (DOGS.data()[i] - step * direction);
        }
        double differences = (cell(Tensor.of(DOGS.shape(), sides[0])) - cell(Tensor.of(DOGS.shape(), sides[1])))
            / 2 / step;
        assertEquals(differences, said, .03 * said);
    }

    @Test
    void integratedGradientsAddUpToTheDifferenceFromBlack() {
        double difference = cell(DOGS) - cell(Plain.BLACK.of(NETWORK.spec().preprocessing()));
        assertEquals(difference, Attribution.sum(projection(Projection.INTEGRATED)), .05 * Math.abs(difference));
    }

    @Test
    void sharesHaveOneNumberAPixelAndChangesOfColoursThree() {
        for (Projection method : Projection.values()) {
            Tensor found = projection(method);
            assertEquals(method.coloured() ? 3 : 1, found.shape().c(), method.name());
            Tensor sizes = Attribution.sizes(found);
            assertTrue(sizes.data().length == 48 * 48 && Attribution.sum(sizes) > 0, method.name());
        }
    }
}
