package org.normscope.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

class ConceptsTest {
    private static final double[][] HIDDEN = {{.6, .8, 0, 0, 0}, {0, 0, 1, 0, 0}, {0, 0, 0, .8, .6}};

    /** Maps that are sums of three concepts, mostly one a cell. */
    private static List<Tensor> maps() {
        Random random = new Random(4);
        List<Tensor> maps = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            Tensor map = Tensor.zeros(Shape.of(1, 5, 4, 6));
            for (int i = 0; i < 24; i++) {
                int concept = random.nextInt(3);
                double strength = 1 + random.nextDouble();
                for (int c = 0; c < 5; c++) map.data()[c * 24 + i] = (float) (strength * HIDDEN[concept][c]);
            }
            maps.add(map);
        }
        return maps;
    }

    @Test
    void hiddenConceptsAreFound() {
        Concepts found = Concepts.of(maps(), 3, 200, 1);
        assertTrue(found.error() < .01, "left: " + found.error());
        for (double[] hidden : HIDDEN) {
            double nearest = 0;
            for (double[] row : found.directions()) {
                double cosine = 0;
                for (int c = 0; c < 5; c++) cosine += row[c] * hidden[c];
                nearest = Math.max(nearest, cosine);
            }
            assertEquals(1, nearest, 1e-2);
        }
    }

    @Test
    void oneConceptLeavesWhatIsNotItsOwn() {
        assertTrue(Concepts.of(maps(), 1, 100, 1).error() > .3);
    }

    /** Whatever the gradient, concepts that make up the maps share out maps times gradient. */
    @Test
    void sharesAddUp() {
        List<Tensor> maps = maps();
        Concepts found = Concepts.of(maps, 3, 200, 1);
        Tensor map = maps.get(2), gradient = Tensor.zeros(map.shape());
        Random random = new Random(9);
        double whole = 0, sum = 0;
        for (int i = 0; i < gradient.data().length; i++) {
            gradient.data()[i] = (float) random.nextGaussian();
            whole += gradient.data()[i] * map.data()[i];
        }
        for (double share : found.shares(found.maps(map), gradient)) sum += share;
        assertEquals(whole, sum, .05 * Math.abs(whole) + .1);
    }
}
