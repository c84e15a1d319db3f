package org.normscope.transfer;

import java.util.List;
import org.normscope.image.Preprocessing;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelSpec;
import org.normscope.network.Network;
import org.normscope.onnx.BadNetworkException;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * A network on pictures of half its width and height, for training from scratch: a step takes about a quarter of the
 * time. What it learnt before, of other sizes, does not matter there. It is trained and judged on the same size.
 */
final class SmallerPictures {
    /** Below so many pixels a flower is no flower any more. */
    private static final int LEAST = 64;
    /** Of pictures. */
    private static final int RANK = 4;

    private SmallerPictures() { }

    /**
     * The network as it is where halves would be tiny, or what it says has no room. Where its file names one size, the
     * size is left open: most files name the one that the exporter was shown, and run at any.
     */
    static Network of(FeatureLayer cut, GraphRunner runner) {
        Network network = cut.network();
        Preprocessing p = network.spec().preprocessing();
        boolean fixed = network.remarks().contains(Network.Remark.FIXED_SIZE),
            one = network.remarks().contains(Network.Remark.FIXED_BATCH);
        if (fixed && one || Math.min(p.width(), p.height()) / 2 < LEAST) return network;
        Preprocessing half = new Preprocessing(p.width() / 2, p.height() / 2, p.low(), p.high(), p.mean(), p.std(),
            p.order(), p.fit(), p.light());
        ModelSpec spec = network.spec();
        Network smaller = new Network(network.name(), network.origin(),
            fixed ? network.graph().withOpenInputs(RANK) : network.graph(), network.layers(), network.picture(),
            network.outputs(), new ModelSpec(half, spec.labels(), spec.guessed(), spec.fed()),
            network.remarks().stream().filter(remark -> remark != Network.Remark.FIXED_SIZE).toList());
        return runs(cut, smaller, runner) ? smaller : network;
    }

    /** Behind a fully connected layer the number of cells is fixed though the file leaves the size open. */
    private static boolean runs(FeatureLayer cut, Network smaller, GraphRunner runner) {
        Preprocessing p = smaller.spec().preprocessing();
        Tensor nothing = Tensor.zeros(Shape.of(1, p.order().channels(), p.height(), p.width()));
        try {
            Shape given = smaller.run(runner, nothing, List.of(cut.layer().output())).get(cut.layer().output()).shape();
            return given.c() == cut.count();
        } catch (BadNetworkException e) {
            return false;
        }
    }
}
