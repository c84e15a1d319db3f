package org.normscope.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameters;
import org.normscope.normalize.Partition;
import org.normscope.normalize.Site;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** The sums by convolution and pooling are the ones that the normalizations themselves divide by. */
class LrnOperatorsTest {
    private static final float[] MAPS = new float[2 * 7 * 5 * 6];
    private static final Tensor TENSOR = Tensor.of(Shape.of(2, 7, 5, 6), MAPS);

    static {
        Random random = new Random(5);
        for (int i = 0; i < MAPS.length; i++) MAPS[i] = (float) random.nextGaussian();
    }

    private static Tensor normalized(String id, String n) {
        // a / (0 + 1 * sum)^1
        Site site = () -> TENSOR;
        return Catalogue.entry(id).create(Parameters.NONE.with("n", n).with("k", "0").with("alpha", "1")
            .with("beta", "1")).apply(site);
    }

    @Test
    void betweenChannelsAConvolutionSums() {
        Tensor sums = LrnOperators.convolved(LrnOperators.squares(TENSOR),
            LrnOperators.bandedKernel(7, Partition.channelWindow(2, 2)));
        Tensor result = normalized("lrn", "5");
        for (int i = 0; i < MAPS.length; i++) {
            assertEquals(MAPS[i] / sums.data()[i], result.data()[i], 1e-4f * Math.abs(result.data()[i]) + 1e-6f);
        }
    }

    @Test
    void withinAChannelPoolingAverages() {
        Tensor means = LrnOperators.averagePooled(LrnOperators.squares(TENSOR), 3);
        Tensor result = normalized("lrn-intra", "3");
        for (int i = 0; i < MAPS.length; i++) {
            assertEquals(MAPS[i] / (9 * means.data()[i]), result.data()[i], 1e-4f * Math.abs(result.data()[i]) + 1e-6f);
        }
    }

    @Test
    void theBandIsCutOffAtTheFirstAndLastChannel() {
        assertArrayEquals(new float[] {1, 1, 0, 1, 1, 1, 0, 1, 1}, LrnOperators.bandedKernel(3,
            Partition.channelWindow(1, 1)).data());
    }

    @Test
    void poolingCountsTheZerosAround() {
        Tensor ones = Tensor.of(Shape.of(1, 1, 2, 2), 1, 1, 1, 1);
        assertArrayEquals(new float[] {4 / 9f, 4 / 9f, 4 / 9f, 4 / 9f}, LrnOperators.averagePooled(ones, 3).data());
    }
}
