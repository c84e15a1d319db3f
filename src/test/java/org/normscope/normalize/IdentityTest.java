package org.normscope.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.normalize.Cases.assertAgrees;
import static org.normscope.normalize.Cases.each;
import static org.normscope.normalize.Cases.made;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.normscope.normalize.Cases.Place;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** What one normalization has to be to another, whatever the maps. */
class IdentityTest {

    private static Tensor apply(String id, String settings, Tensor maps) {
        return made(id, settings).apply(Place.of(maps));
    }

    @Test
    void groupOfAllChannelsIsLayer() {
        each(random -> {
            Tensor maps = Cases.anyMaps(random);
            assertAgrees(apply("gn", "groups=1", maps), apply("ln", "", maps), "gn groups=1");
        });
    }

    @Test
    void groupOfOneChannelIsInstance() {
        each(random -> {
            Tensor maps = Cases.anyMaps(random);
            assertAgrees(apply("gn", "groups=" + maps.shape().c(), maps), apply("in", "", maps), "gn groups=C");
        });
    }

    @Test
    void batchOfOnePictureIsInstance() {
        each(random -> {
            Tensor picture = Cases.anyMaps(random).picture(0);
            assertAgrees(apply("bn", "", picture), apply("in", "", picture), "bn of one picture");
        });
    }

    @Test
    void instanceTwiceIsInstance() {
        each(random -> {
            Tensor once = apply("in", "eps=1e-7", Cases.anyMaps(random));
            assertAgrees(apply("in", "eps=1e-7", once), once, "in twice");
        });
    }

    @Test
    void channelNormalizationWithHalfIsL2AcrossChannels() {
        each(random -> {
            Tensor maps = Cases.anyMaps(random);
            assertAgrees(apply("lrn", "dialect=channel beta=0.5", maps),
                apply("l2-channel", "", maps), "channel beta=1/2");
        });
    }

    @Test
    void channelNormalizationIsLocalResponseWithAWindowOverAll() {
        each(random -> {
            Tensor maps = Cases.anyMaps(random);
            int n = 2 * maps.shape().c() - 1;
            assertAgrees(apply("lrn", "dialect=channel", maps),
                apply("lrn", "k=0 alpha=1 beta=1 n=" + n, maps), "n = 2C - 1");
        });
    }

    @Test
    void twiceTheInputHalvesChannelNormalization() {
        each(random -> {
            Tensor maps = Cases.anyMaps(random);
            Tensor halved = scaled(apply("lrn", "dialect=channel", maps), 0.5f);
            assertAgrees(apply("lrn", "dialect=channel", scaled(maps, 2)), halved, "channel of 2x");
        });
    }

    private static Tensor scaled(Tensor maps, float factor) {
        float[] data = maps.data().clone();
        for (int i = 0; i < data.length; i++) data[i] *= factor;
        return Tensor.of(maps.shape(), data);
    }

    @Test
    void unsetGroupsAreTheLargestDivisorUpTo32() {
        Tensor maps = Cases.maps(new Random(0), 2, 48, 3, 3);
        assertAgrees(apply("gn", "", maps), apply("gn", "groups=24", maps), "48 channels");
        Tensor prime = Cases.maps(new Random(0), 2, 37, 3, 3);
        assertAgrees(apply("gn", "", prime), apply("ln", "", prime), "37 channels");
    }

    @Test
    void dialectsOfIntraChannelDifferByTheWindow() {
        Tensor maps = Cases.maps(new Random(0), 2, 3, 7, 5);
        assertAgrees(apply("lrn-intra", "n=3 k=1 alpha=0.01", maps),
            apply("lrn-intra", "dialect=caffe n=3 alpha=" + 0.01 * 9, maps), "caffe");
    }

    @Test
    void gammaAndShiftComeOnTopOfTheSitesOwn() {
        Tensor maps = Cases.maps(new Random(0), 2, 3, 4, 4);
        Tensor style = Cases.maps(new Random(1), 1, 3, 4, 4), branch = Cases.maps(new Random(2), 2, 3, 4, 4);
        RunningStatistics pool = new RunningStatistics(new float[] {1, 2, 3}, new float[] {3, 2, 1}, 1e-5f);
        Site own = Place.of(maps, new float[] {1, 2, -3}, new float[] {0.5f, 0, -1})
            .with(style, pool, new Residual(maps, branch));
        Site both = Place.of(maps, new float[] {2, 4, -6}, new float[] {0.75f, 0.25f, -0.75f})
            .with(style, pool, new Residual(maps, branch));
        for (Catalogue.Entry entry : Catalogue.entries()) {
            if (Set.of("cosine", "wn", "ws", "rms").contains(entry.id())) continue;
            assertAgrees(made(entry.id(), "gamma=2 shift=0.25").apply(own),
                made(entry.id(), "").apply(both), entry.id());
        }
        assertAgrees(made("rms", "gamma=2").apply(own),
            made("rms", "").apply(Place.of(maps, new float[] {2, 4, -6}, new float[3])), "rms adds no beta");
    }

    @Test
    void driftOfABatchOfOneIsZeroAndGroupsNeverDrift() {
        Tensor maps = Cases.maps(new Random(0), 5, 4, 6, 6);
        double[] batch = Drift.curve(made("bn", ""), Place.of(maps), 3),
            group = Drift.curve(made("gn", "groups=2"), Place.of(maps), 3);
        assertEquals(5, batch.length);
        assertEquals(0, batch[0]);
        Tensor two = Tensor.zeros(Shape.of(2, 4, 6, 6));
        System.arraycopy(maps.data(), 3 * 144, two.data(), 0, 288);
        Tensor alone = apply("bn", "", maps.picture(3)), joined = apply("bn", "", two).picture(0);
        double way = 0, length = 0;
        for (int i = 0; i < 144; i++) {
            way += Math.pow(joined.data()[i] - alone.data()[i], 2);
            length += Math.pow(alone.data()[i], 2);
        }
        assertEquals(Math.sqrt(way / length), batch[1], 1e-6);
        assertTrue(batch[1] > 0.01);
        for (double distance : group) assertEquals(0, distance);
    }
}
