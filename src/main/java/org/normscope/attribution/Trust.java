package org.normscope.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.network.Classes;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Way;
import org.normscope.task.Stop;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Whether pictures of what a decision rests on can be trusted: what becomes of them while the weights are randomized
 * from the top down (Adebayo et al. 2018, arXiv 1810.03292), and whether taking away what one of them marks takes the
 * decision away, too.
 *
 * @param rows   a way back each
 * @param curves of the method that was asked of
 */
public record Trust(List<Row> rows, Curves curves) {
    /** So many pictures a row: the trained network's, then with more and more random layers. */
    public static final int LOOKS = 5;

    private static final int STEPS = 20;
    private static final double WHITE = .99;

    /** A way back to the picture. */
    public enum Back {
        GRADIENT(Way.GRADIENT), GUIDED(Way.GUIDED), DECONVNET(Way.DECONVNET);

        private final Way way;

        Back(Way way) {
            this.way = way;
        }
    }

    /**
     * One network's picture.
     *
     * @param layer    the last one whose weights are random; empty for the trained network
     * @param map      [1, 1, H, W]
     * @param likeness of its map with the trained network's, by ranks; 1 is the same
     */
    public record Look(String layer, Pixels picture, Tensor map, double likeness) { }

    /** All by one way back. */
    public record Row(Back back, List<Look> looks) { }

    /** All maps, a row a way back: [ways, looks, H, W]. */
    public Tensor maps() {
        Shape one = rows.get(0).looks().get(0).map().shape();
        Tensor maps = Tensor.zeros(Shape.of(rows.size(), LOOKS, one.h(), one.w()));
        for (int row = 0; row < rows.size(); row++) {
            for (int look = 0; look < LOOKS; look++) {
                System.arraycopy(rows.get(row).looks().get(look).map().data(), 0, maps.data(),
                    (row * LOOKS + look) * one.plane(), one.plane());
            }
        }
        return maps;
    }

    /** In greys, white from the largest hundredth on: alone, since pictures are compared with each other. */
    private static Pixels painted(Tensor map) {
        float[] sorted = map.data().clone();
        Arrays.sort(sorted);
        float white = sorted[(int) (WHITE * (sorted.length - 1))];
        int[] argb = new int[sorted.length];
        for (int i = 0; i < argb.length; i++) {
            int grey = white > 0 ? (int) (255 * Math.max(0, Math.min(1, map.data()[i] / white))) : 0;
            argb[i] = 0xFF << 24 | grey << 16 | grey << 8 | grey;
        }
        return new Pixels(map.shape().w(), map.shape().h(), argb);
    }

    /**
     * @param of     the class
     * @param method that the curves are of
     * @param layer  whose maps it looks at, where it does
     * @param seen   the picture as the network sees it
     * @param done   told how much of it is done, from 0 to 1
     */
    public static Trust of(Network network, GraphRunner runner, int of, DecisionMethod method, @Nullable Layer layer,
        Pixels seen, Stop stop, DoubleConsumer done) {
        Tensor picture = network.spec().preprocessing().apply(List.of(seen));
        List<Row> rows = new ArrayList<>();
        int parts = Back.values().length + 1;
        for (Back back : Back.values()) {
            List<Randomized> all = Randomized.of(network, runner, Classes.of(network).logit(of), back.way, picture, 1,
                stop);
            List<Look> looks = new ArrayList<>();
            for (int i = 0; i < LOOKS; i++) {
                Randomized one = all.get(i * (all.size() - 1) / (LOOKS - 1));
                looks.add(new Look(one.layer(), painted(one.map()), one.map(), one.likeness()));
            }
            rows.add(new Row(back, looks));
            done.accept((double) rows.size() / parts);
        }
        Tensor map = method.of(network, runner, of, OptionalInt.empty(), layer, picture, stop).map();
        return new Trust(rows, Curves.of(network, runner, of, picture, map,
            Plain.GREY.of(network.spec().preprocessing()), STEPS, stop));
    }
}
