package org.normscope.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.normalize.Cases.assertAgrees;
import static org.normscope.normalize.Cases.each;
import static org.normscope.normalize.Cases.made;

import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.normscope.normalize.Cases.Place;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** What the normalizations with parameters that training would find have to be to one another, whatever the maps. */
class LearnedIdentityTest {

    private static Tensor apply(String id, String settings, Tensor maps) {
        return made(id, settings).apply(Place.of(maps));
    }

    /** The first with these settings is the second, on any maps. */
    private static void assertSame(String id, String settings, String other, String otherSettings) {
        each(random -> {
            Tensor maps = Cases.anyMaps(random);
            assertAgrees(apply(id, settings, maps), apply(other, otherSettings, maps), id + " " + settings);
        });
    }

    @Test
    void batchInstanceGoesFromInstanceToBatch() {
        assertSame("bin", "rho=1", "bn", "");
        assertSame("bin", "rho=0", "in", "");
    }

    @Test
    void partGivenToInstance() {
        assertSame("ibn-a", "ratio=0", "bn", "");
        assertSame("ibn-a", "ratio=1", "in", "");
        assertSame("ibn-b", "", "in", "");
    }

    @Test
    void switchableOfOnePart() {
        assertSame("sn", "weights-mean=1,0,0 weights-var=1,0,0", "in", "");
        assertSame("sn", "weights-mean=0,1,0 weights-var=0,5,0", "ln", "");
        assertSame("sn", "weights-mean=0,0,1 weights-var=0,0,1", "bn", "");
        assertSame("sn", "weights-mean=1 weights-var=1", "in", "");
        assertSame("sn", "weights-mean=2,2,2", "sn", "");
    }

    @Test
    void filterResponseWithoutThresholdIsRootMeanSquareOfPlanes() {
        assertSame("frn", "tau=-1e30 eps=1e-4", "rms", "set=hw eps=1e-4");
    }

    @Test
    void untrainedConditionsChangeNothing() {
        assertSame("cbn", "condition=7", "bn", "");
        assertSame("cin", "condition=0", "in", "");
        assertSame("dln", "", "ln", "");
    }

    @Test
    void aPictureInItsOwnStyleStays() {
        each(random -> {
            Tensor maps = Cases.anyMaps(random);
            assertAgrees(made("adain", "").apply(Place.of(maps).with(maps, null, null)), maps, "adain of itself");
        });
    }

    @Test
    void stylesAreTakenPictureByPictureOrFromTheOnlyOne() {
        Tensor maps = Cases.maps(new Random(0), 2, 3, 5, 4), styles = Cases.maps(new Random(1), 2, 3, 6, 2);
        Tensor both = made("adain", "").apply(Place.of(maps).with(styles, null, null));
        for (int n = 0; n < 2; n++) {
            Tensor one = made("adain", "").apply(Place.of(maps).with(styles.picture(n), null, null)).picture(n);
            assertAgrees(both.picture(n), one, "style " + n);
        }
    }

    @Test
    void unsupervisedBatchOfTheBatchItselfIsBatch() {
        each(random -> {
            Tensor maps = Cases.anyMaps(random);
            Normalization batch = made("bn", "");
            int channels = maps.shape().c(), plane = maps.shape().plane();
            float[] mean = new float[channels], variance = new float[channels];
            for (int c = 0; c < channels; c++) {
                mean[c] = batch.ingredient(Ingredient.MEAN, Place.of(maps)).data()[c * plane];
                float deviation = batch.ingredient(Ingredient.DEVIATION, Place.of(maps)).data()[c * plane];
                variance[c] = deviation * deviation;
            }
            Site site = Place.of(maps).with(null, new RunningStatistics(mean, variance, 1), null);
            assertAgrees(made("ubn", "").apply(site), batch.apply(Place.of(maps)), "ubn of the batch");
        });
    }

    @Test
    void deepNormOfEqualSidesIsLayerOfTheSum() {
        each(random -> {
            Tensor shortcut = Cases.anyMaps(random), sum = Tensor.zeros(shortcut.shape());
            Tensor branch = Cases.maps(random, shortcut.shape().toArray());
            for (int i = 0; i < sum.data().length; i++) sum.data()[i] = shortcut.data()[i] + branch.data()[i];
            Site site = Place.of(sum).with(null, null, new Residual(shortcut, branch));
            assertAgrees(made("deepnorm", "").apply(site), apply("ln", "", sum), "deepnorm alpha=1");
        });
    }

    @Test
    void whiteningSingleChannelsIsStandardizingThem() {
        assertSame("bw", "group=1", "bn", "");
        assertSame("iw", "group=1", "in", "");
        assertSame("gw", "g=1", "ln", "");
        assertSame("sw", "group=1 weights-mean=0,1 weights-var=0,1", "in", "");
        assertSame("sw", "group=1 weights-mean=0,0,1 weights-var=1", "bn", "");
    }

    /** A diagonal covariance of equal variances has a trace that the steps need not iterate on. */
    @Test
    void switchableWhiteningWithLayerAloneIsLayer() {
        assertSame("sw", "steps=15 weights-mean=0,0,0,0,1 weights-var=0,0,0,0,1 eps=1e-3", "ln", "eps=1e-3");
    }

    /** With batch whitening alone, many steps come to the eigendecomposition where no eigenvalue is small. */
    @Test
    void newtonComesToTheEigendecomposition() {
        each(random -> {
            Tensor maps = Cases.maps(random, 3, Cases.between(random, 1, 9), 8, 8);
            assertAgrees(apply("sw", "steps=15 weights-mean=1 weights-var=1 group=4 eps=0.1", maps),
                apply("bw", "group=4 eps=0.1", maps), 1e-4, "sw of bw alone");
        });
    }

    @Test
    void fiveStepsLeaveASmallEigenvalueUnwhitened() {
        DMatrixRMaj covariance = CommonOps_DDRM.diag(99, 1);
        DMatrixRMaj five = InverseRoot.byNewton(covariance, 5), fifteen = InverseRoot.byNewton(covariance, 15);
        assertEquals(0.4339, five.get(1, 1) * five.get(1, 1), 1e-4);
        assertEquals(1, fifteen.get(1, 1), 1e-6);
        assertEquals(1 - 0.4339, InverseRoot.residual(five, covariance), 1e-4);
        assertEquals(0, InverseRoot.residual(fifteen, covariance), 1e-6);
    }

    /** The covariance after whitening is the identity, where the eigenvalues are above 100 eps. */
    @Test
    void whitenedMapsAreUncorrelated() {
        each(random -> {
            int channels = Cases.between(random, 1, 40);
            Tensor maps = Cases.maps(random, 2, channels, 12, 12);
            assertWhite(apply("bw", "", maps), Partition.channelBlocks(16), 0);
            assertWhite(apply("iw", "", maps), Partition.planeBlocks(16), 0);
            assertWhite(apply("gw", "g=" + (channels % 2 == 0 ? 2 : 1), maps), Partition.pictures(),
                channels % 2 == 0 ? 2 : 1);
        });
    }

    private static void assertWhite(Tensor maps, Partition partition, int groups) {
        for (CellBox box : partition.sets(maps.shape())) {
            int rows = groups == 0 ? box.c1() - box.c0() : groups, perRow = (box.c1() - box.c0()) / rows;
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = 0, mean = 0;
                    for (int n = box.n0(); n < box.n1(); n++) {
                        int a = maps.index(n, box.c0() + i * perRow, 0, 0),
                            b = maps.index(n, box.c0() + j * perRow, 0, 0);
                        for (int p = 0; p < perRow * maps.shape().plane(); p++) {
                            sum += (double) maps.data()[a + p] * maps.data()[b + p];
                            mean += maps.data()[a + p];
                        }
                    }
                    long columns = box.count() / rows;
                    assertEquals(i == j ? 1 : 0, sum / columns, 1e-2);
                    assertEquals(0, mean / columns, 1e-4);
                }
            }
        }
    }

    @Test
    void flatDirectionsDoNotBlowUp() {
        Tensor maps = Tensor.zeros(Shape.of(1, 4, 2, 2));
        for (int i = 0; i < 16; i++) maps.data()[i] = i % 4;
        for (String norm : List.of("bw", "iw", "gw")) {
            for (float value : apply(norm, "eps=0", maps).data()) assertTrue(Math.abs(value) < 4, norm + " " + value);
        }
        for (float value : apply("sw", "eps=0", maps).data()) assertTrue(Math.abs(value) < 10, "sw " + value);
    }
}
