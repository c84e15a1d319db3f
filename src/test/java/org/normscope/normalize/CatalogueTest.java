package org.normscope.normalize;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.normalize.Cases.made;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.normscope.normalize.Cases.Place;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.normscope.text.Language;

class CatalogueTest {

    /** Session files and scripts hold them: none is ever renamed, and menus keep their order. New ones may join. */
    @Test
    void idsThatWereThereStay() {
        List<String> ids = Catalogue.entries().stream().map(Catalogue.Entry::id).toList();
        List<String> known = List.of(("bn ln in gn pos lrn lrn-intra l2 l2-channel l1-channel l2-scale rms cosine "
            + "wn ws cbn cin adain bin ibn-a ibn-b frn sn bw iw gw sw ubn dln deepnorm").split(" "));
        assertEquals(known, ids.stream().filter(known::contains).toList());
    }

    @Test
    void everyIdFindsItsEntryAndNoOther() {
        for (Catalogue.Entry entry : Catalogue.entries()) {
            assertTrue(entry.id().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"), entry.id());
            assertSame(entry, Catalogue.entry(entry.id()));
        }
        String message = assertThrows(IllegalArgumentException.class, () -> Catalogue.entry("xn")).getMessage();
        assertTrue(message.contains("xn"), message);
        for (Catalogue.Entry entry : Catalogue.entries()) assertTrue(message.contains(entry.id()), message);
    }

    @Test
    void wrongSettingsAreNamedWithWhatIsAllowed() {
        assertEquals("ln has no parameter 'groups'; it has: eps eps-at gamma shift", refusal("ln", "groups=2"));
        assertEquals("eps must be a number from 0 on, not '-1'", refusal("bn", "eps=-1"));
        assertEquals("eps must be a number from 0 on, not 'NaN'", refusal("bn", "eps=NaN"));
        assertEquals("eps must be a number from 0 on, not '1e400'", refusal("bn", "eps=1e400"));
        assertEquals("stats must be batch or running, not 'train'", refusal("bn", "stats=train"));
        assertEquals("n must be a whole number from 1 on, not '0'", refusal("lrn", "n=0"));
        assertEquals("n must be an odd whole number from 1 on, not '2.5'", refusal("lrn-intra", "n=2.5"));
        assertEquals("groups must be a whole number from 1 on that divides the channels, not '0'",
            refusal("gn", "groups=0"));
        assertEquals("rho must be a number from 0 to 1, not '1.5'", refusal("bin", "rho=1.5"));
        assertEquals("group must be a whole number from 1 on, not '0'", refusal("bw", "group=0"));
        assertEquals("steps must be a whole number from 1 to 15, not '16'", refusal("sw", "steps=16"));
        assertEquals("weights-mean must be numbers from 0 on, not all 0, for IN,LN,BN, not '1,-1,1'",
            refusal("sn", "weights-mean=1,-1,1"));
        assertEquals("weights-var must be numbers from 0 on, not all 0, for IN,LN,BN, not '0,0'",
            refusal("sn", "weights-var=0,0"));
        assertEquals("weights-var must be numbers from 0 on, not all 0, for IN,LN,BN, not '1,1,1,1'",
            refusal("sn", "weights-var=1,1,1,1"));
        assertEquals("condition must be style or the number of a class, not 'cat'", refusal("cin", "condition=cat"));
        assertEquals("dialect must be alexnet or onnx or torch or channel, not 'caffe'",
            refusal("lrn", "dialect=caffe"));
    }

    private static String refusal(String id, String settings) {
        return assertThrows(IllegalArgumentException.class, () -> made(id, settings)).getMessage();
    }

    @Test
    void dialectsBringTheirOwnDefaults() {
        Catalogue.Entry response = Catalogue.entry("lrn");
        assertEquals("2", response.value("k", Parameters.NONE));
        assertEquals("1", response.value("k", Parameters.NONE.with("dialect", "onnx")));
        assertEquals("3", response.value("k", Parameters.NONE.with("dialect", "onnx").with("k", "3")));
        assertEquals("0", response.value("k", Parameters.NONE.with("dialect", "channel")));
        assertEquals("1e-4", response.value("alpha", Parameters.NONE.with("dialect", "onnx")));
        assertEquals("0.75", response.value("beta", Parameters.NONE));
    }

    @Test
    void groupsThatDoNotDivideAreRefusedWithThoseThatDo() {
        Site site = Place.of(Cases.maps(new Random(0), 1, 12, 2, 2));
        NotApplicableException refused = assertThrows(NotApplicableException.class,
            () -> made("gn", "groups=5").apply(site));
        assertTrue(refused.getMessage().contains("1, 2, 3, 4, 6, 12"), refused.getMessage());
        assertFalse(refused.message(Language.CHINESE).equals(refused.getMessage()));
    }

    @Test
    void whatTheSiteLacksIsSaid() {
        Site site = Place.of(Cases.maps(new Random(0), 1, 2, 2, 2));
        for (String id : List.of("cosine", "wn", "ws")) {
            assertTrue(assertThrows(NotApplicableException.class, () -> made(id, "").apply(site)).getMessage()
                .contains("Conv or Gemm"), id);
        }
        assertTrue(assertThrows(NotApplicableException.class,
            () -> made("bn", "stats=running").apply(site)).getMessage()
            .contains("BatchNormalization"));
        for (String id : List.of("adain", "cin")) {
            assertTrue(assertThrows(NotApplicableException.class, () -> made(id, "").apply(site)).getMessage()
                .contains("style picture"), id);
        }
        assertTrue(assertThrows(NotApplicableException.class, () -> made("ubn", "").apply(site))
            .getMessage().contains("folder"));
        assertTrue(assertThrows(NotApplicableException.class, () -> made("deepnorm", "").apply(site))
            .getMessage().contains("residual"));
    }

    /** Constant maps give beta where the mean is subtracted; what would be 0/0 gives 0 elsewhere. */
    @Test
    void constantAndZeroMaps() {
        for (float constant : new float[] {0, 3}) {
            Tensor maps = Tensor.zeros(Shape.of(2, 4, 3, 3));
            Arrays.fill(maps.data(), constant);
            for (String id : List.of("bn", "ln", "in", "gn", "pos", "cbn", "bin", "ibn-a", "ibn-b", "sn", "bw",
                "iw", "gw", "sw", "dln")) {
                for (float value : made(id, "eps=0 shift=0.25").apply(Place.of(maps)).data()) {
                    assertEquals(0.25f, value, id);
                }
            }
        }
        Site zeros = Place.of(Tensor.zeros(Shape.of(2, 4, 3, 3)));
        for (String norm : List.of("l2", "l2-channel", "l1-channel", "l2-scale", "lrn", "lrn-intra", "frn")) {
            for (float value : made(norm, "").apply(zeros).data()) assertEquals(0, value, norm);
        }
        for (float value : made("lrn", "dialect=channel").apply(zeros).data()) assertEquals(0, value);
        float[] tiny = new float[72];
        Arrays.fill(tiny, 1e-30f);
        for (float value : made("lrn", "dialect=channel")
            .apply(Place.of(Tensor.of(Shape.of(2, 4, 3, 3), tiny))).data()) {
            assertEquals(0, value);
        }
    }

    @Test
    void zeroWeightsAndPatchesGiveZeroCosine() {
        Tensor input = Tensor.zeros(Shape.of(1, 2, 2, 2)), weights = Tensor.of(Shape.of(2, 2, 1, 1), 0, 0, 1, 2);
        input.data()[0] = 5;
        Kernel kernel = new Kernel(weights, null, new int[] {1, 1}, new int[4], new int[] {1, 1}, 1);
        Site site = Place.behind(kernel, input, Tensor.of(Shape.of(1, 2, 2, 2), 0, 0, 0, 0, 5, 0, 0, 0));
        float[] cosines = made("cosine", "").apply(site).data();
        assertEquals(1 / Math.sqrt(5), cosines[4], 1e-6);
        for (int i = 0; i < 8; i++) if (i != 4) assertEquals(0, cosines[i]);
        for (String norm : List.of("cosine centred=true", "wn", "ws")) {
            String[] parts = norm.split(" ");
            for (float value : made(parts[0], parts.length > 1 ? parts[1] : "").apply(site).data()) {
                assertTrue(Float.isFinite(value), norm);
            }
        }
    }

    /** A fully connected layer: rank 2, also behind a flattened input. */
    @Test
    void fullyConnectedLayers() {
        Tensor input = Tensor.of(Shape.of(1, 2, 1, 2), 1, 2, 3, 4),
            weights = Tensor.of(Shape.of(2, 4, 1, 1), 1, 0, 0, 0, 1, 1, 1, 1);
        Kernel kernel = new Kernel(weights, new float[] {1, -1}, new int[] {1, 1}, new int[4], new int[] {1, 1}, 1);
        Site site = Place.behind(kernel, input, Tensor.of(Shape.of(1, 2), 1 + 1, 10 - 1));
        float[] cosines = made("cosine", "").apply(site).data();
        assertEquals(1 / Math.sqrt(30), cosines[0], 1e-6);
        assertEquals(10 / (2 * Math.sqrt(30)), cosines[1], 1e-6);
        assertEquals(10 / 2.0 - 1, made("wn", "").apply(site).data()[1], 1e-6);
    }

    @Test
    void oddShapesAndValuesDoNotCrash() {
        for (int[] extents : new int[][] {{1, 1, 1, 1}, {3, 1, 1, 5}, {2, 7}, {1, 3, 4}, {0, 3, 2, 2},
            {2, 0, 1, 1}, {1, 2, 0, 3}}) {
            Tensor maps = Tensor.zeros(Shape.of(extents));
            Arrays.fill(maps.data(), Float.NaN);
            float[] ones = new float[maps.shape().c()];
            Site site = Place.of(maps).with(maps, new RunningStatistics(ones, ones, 1e-5f), new Residual(maps, maps));
            for (String[] norm : Cases.all()) {
                if (List.of("cosine", "wn", "ws").contains(norm[0]) || norm[1].equals("stats=running")) continue;
                assertDoesNotThrow(() -> {
                    Normalization normalization = made(norm[0], norm[1]);
                    assertEquals(maps.shape(), normalization.apply(site).shape());
                    for (Ingredient ingredient : normalization.ingredients()) {
                        normalization.ingredient(ingredient, site);
                    }
                    if (maps.shape().size() > 0) normalization.explain(site, new Cell(0, 0, 0, 0));
                }, () -> norm[0] + " on " + maps.shape());
            }
        }
    }

    @Test
    void aMeanFarFromZeroCostsNoDigits() {
        Random random = new Random(0);
        Tensor maps = Tensor.zeros(Shape.of(1, 1, 40, 50));
        for (int i = 0; i < 2000; i++) maps.data()[i] = 1000 + (float) random.nextGaussian();
        double mean = 0, squares = 0;
        for (float value : maps.data()) mean += value / 2000.0;
        for (float value : maps.data()) squares += (value - mean) * (value - mean);
        float[] normalized = made("in", "").apply(Place.of(maps)).data();
        for (int i = 0; i < 2000; i++) {
            assertEquals((maps.data()[i] - mean) / Math.sqrt(squares / 2000 + 1e-5), normalized[i], 2e-6);
        }
    }
}
