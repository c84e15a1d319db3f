package org.normscope.state.normalize;

import org.normscope.color.ColorMap;
import org.normscope.color.Colorizer;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.flow.LrnOperators;
import org.normscope.normalize.Catalogue;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** The sums inside a local response normalization beside those of another operator: see {@link LrnComparison}. */
final class ComparisonStage {
    /** Units painted: enough to see that the pictures are the same. */
    private static final int UNITS = 16;

    record Request(PaneSite pane, PaneSettings settings, ColorMap map) { }

    private ComparisonStage() { }

    static LrnComparison run(Request request) {
        PaneSite pane = request.pane();
        boolean interChannel = request.settings().normalization().equals("lrn");
        Tensor squares = LrnOperators.squares(pane.site().alone(pane.active()).maps());
        int n = Integer.parseInt(Catalogue.entry(request.settings().normalization()).value("n", request.settings().parameters()).strip());
        boolean allChannels = request.settings().parameters().get("dialect").orElse("").equals("channel");
        int reach = allChannels ? 2 * squares.shape().c() - 1 : n;
        Tensor direct = LrnOperators.windowSums(squares, pane.normalization().partition());
        Tensor other = interChannel ? LrnOperators.convolved(squares, LrnOperators.bandedKernel(squares.shape().c(), reach))
            : LrnOperators.scaled(LrnOperators.averagePooled(squares, n), (double) n * n);
        Shape shape = squares.shape();
        Mosaic mosaic = Mosaic.of(0, Math.min(UNITS, shape.c()), shape.w(), shape.h(), 1);
        Scale scale = Scale.of(request.map(), direct);
        return new LrnComparison(interChannel, Colorizer.paint(direct, 0, mosaic, scale), Colorizer.paint(other, 0, mosaic, scale),
            difference(other, direct));
    }

    /** max |a - b| over max |b|. */
    private static double difference(Tensor a, Tensor b) {
        double largest = 0, difference = 0;
        for (int i = 0; i < a.data().length; i++) {
            largest = Math.max(largest, Math.abs(b.data()[i]));
            difference = Math.max(difference, Math.abs((double) a.data()[i] - b.data()[i]));
        }
        return difference == 0 ? 0 : difference / largest;
    }
}
