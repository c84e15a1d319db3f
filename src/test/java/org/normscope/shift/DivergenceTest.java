package org.normscope.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** The divergence against PyTorch's, which divergence.py wrote down. */
class DivergenceTest {

    @Test
    void bothDefinitionsAgreeWithPyTorch() throws IOException {
        try (InputStream golden = getClass().getResourceAsStream("divergence.json")) {
            for (JsonNode wanted : new ObjectMapper().readTree(golden)) {
                Tensor a = tensor(wanted, "a"), b = tensor(wanted, "b");
                double within = Divergence.of(ChannelStatistics.within(a.picture(0)),
                    ChannelStatistics.within(b.picture(0)));
                assertClose(wanted.get("within").asDouble(), within, "within " + a);
                assertClose(wanted.get("sets").asDouble(), Divergence.of(set(a), set(b)), "sets of " + a);
            }
        }
    }

    private static ChannelStatistics set(Tensor pictures) {
        SpatialMeans means = new SpatialMeans();
        for (int n = 0; n < pictures.shape().n(); n++) means.add(pictures.picture(n));
        assertEquals(pictures.shape().n(), means.pictures());
        return means.statistics();
    }

    private static Tensor tensor(JsonNode wanted, String name) {
        int[] extents = new int[4];
        for (int i = 0; i < 4; i++) extents[i] = wanted.get("shape").get(i).asInt();
        float[] cells = new float[wanted.get(name).size()];
        for (int i = 0; i < cells.length; i++) cells[i] = (float) wanted.get(name).get(i).asDouble();
        return Tensor.of(Shape.of(extents), cells);
    }

    private static void assertClose(double wanted, double found, String what) {
        assertEquals(wanted, found, 1e-4 * Math.abs(wanted), what);
    }

    /** By hand: means 0 and 1, variances 1 and 4 give KL = ln 2 + 2/8 - 1/2 and -ln 2 + 5/2 - 1/2. */
    @Test
    void oneChannelByHand() {
        ChannelStatistics a = new ChannelStatistics(new double[] {0}, new double[] {1});
        ChannelStatistics b = new ChannelStatistics(new double[] {1}, new double[] {4});
        assertEquals(1.75, Divergence.of(a, b), 1e-12);
        assertEquals(1.75, Divergence.of(b, a), 1e-12);
        assertEquals(0, Divergence.of(b, b), 1e-12);
    }

    @Test
    void constantChannelsAreFloored() {
        ChannelStatistics flat = new ChannelStatistics(new double[] {1}, new double[] {0});
        assertEquals(0, Divergence.of(flat, flat));
        ChannelStatistics other = new ChannelStatistics(new double[] {1.01}, new double[] {0});
        assertEquals(1e-4 / 1e-5, Divergence.of(flat, other), 1e-9);
    }

    @Test
    void differentChannelsAreRefused() {
        ChannelStatistics one = new ChannelStatistics(new double[1], new double[1]),
            two = new ChannelStatistics(new double[2], new double[2]);
        assertThrows(IllegalArgumentException.class, () -> Divergence.of(one, two));
    }

    @Test
    void distanceAndCosineByHand() {
        Tensor a = Tensor.of(Shape.of(1, 1, 1, 2), 3, 4), b = Tensor.of(Shape.of(1, 1, 1, 2), -4, 3);
        FeatureShift turned = FeatureShift.of(a, b);
        assertEquals(Math.sqrt(2), turned.distance(), 1e-12);
        assertEquals(0, turned.cosine(), 1e-12);
        Tensor none = Tensor.zeros(a.shape());
        assertEquals(0, FeatureShift.of(none, none).distance());
        assertEquals(1, FeatureShift.of(none, none).cosine());
        assertEquals(1, FeatureShift.of(a, none).distance());
        assertEquals(0, FeatureShift.of(none, a).cosine());
        assertTrue(Double.isInfinite(FeatureShift.of(none, a).distance()));
    }
}
