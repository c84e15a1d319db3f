package org.normscope.attribution;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.onnx.gradient.Objective;
import org.normscope.task.Stop;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Traces cells of a layer back to the picture; one graph serves all its units and places. Keep it while they last. */
public final class Projector {
    private static final String CELLS = "normscope.cells";
    /** Of the way from black to the picture. */
    private static final int STEPS = 16;

    private final Projection method;
    private final Layer layer;
    private final Decision decision;
    private final Tensor black;

    /** @throws org.normscope.onnx.BadNetworkException where the layer cannot be gone back from */
    public Projector(Network network, GraphRunner runner, Layer layer, Projection method) {
        this.method = method;
        this.layer = layer;
        decision = new Decision(network, runner, Objective.along(layer.output(), CELLS), method.way(),
            network.picture());
        black = Plain.BLACK.of(network.spec().preprocessing());
    }

    /**
     * What of a picture made one cell what it is.
     *
     * @param picture [1, C, H, W], prepared by the network's preprocessing
     * @return [1, C, H, W] of a change of colours, [1, 1, H, W] of shares; all 0 where the cell is cut off
     */
    public Tensor of(Tensor picture, int unit, int row, int column, @Nullable Stop stop) {
        Tensor mask = Tensor.zeros(layer.shape());
        mask.data()[(unit * mask.shape().h() + row) * mask.shape().w() + column] = 1;
        Map<String, Tensor> feeds = Map.of(CELLS, mask);
        return switch (method) {
            case DECONVNET, GRADIENT, GUIDED -> back(picture, feeds, stop);
            case RELEVANCE -> Attribution.signed(back(picture, feeds, stop));
            case INPUT -> Attribution.signed(times(back(picture, feeds, stop), picture, null));
            case INTEGRATED -> integrated(picture, feeds, stop);
        };
    }

    private Tensor back(Tensor picture, Map<String, Tensor> feeds, @Nullable Stop stop) {
        return decision.of(picture, feeds, stop).gradient().picture(0);
    }

    /** By the rule of the middle points. */
    private Tensor integrated(Tensor picture, Map<String, Tensor> feeds, @Nullable Stop stop) {
        float[] mean = new float[picture.data().length];
        for (int step = 0; step < STEPS; step++) {
            Tensor between = IntegratedGradients.between(picture, black, (step + .5) / STEPS);
            float[] gradient = back(between, feeds, stop).data();
            for (int i = 0; i < mean.length; i++) mean[i] += gradient[i] / STEPS;
        }
        return Attribution.signed(times(Tensor.of(picture.shape(), mean), picture, black));
    }

    private static Tensor times(Tensor gradient, Tensor picture, @Nullable Tensor from) {
        float[] cells = new float[gradient.data().length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = gradient.data()[i] * (picture.data()[i] - (from == null ? 0 : from.data()[i]));
        }
        return Tensor.of(Shape.of(1, picture.shape().c(), picture.shape().h(), picture.shape().w()), cells);
    }
}
