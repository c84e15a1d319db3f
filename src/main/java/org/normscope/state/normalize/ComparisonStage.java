package org.normscope.state.normalize;

import org.normscope.color.ColorMap;
import org.normscope.color.Colorizer;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.flow.LrnOperators;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Partition;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** The sums inside a local response normalization beside those of another operator: see {@link LrnComparison}. */
final class ComparisonStage {
    /** Units painted: enough to see that the pictures are the same. */
    private static final int UNITS = 16;

    /** @param settings of a normalization that is compared */
    record Request(PaneSite pane, PaneSettings settings, ColorMap map) { }

    private ComparisonStage() { }

    static LrnComparison run(Request request) {
        PaneSite pane = request.pane();
        Catalogue.Entry entry = request.settings().entry().orElseThrow();
        Partition window = pane.normalization().partition();
        Tensor squares = LrnOperators.squares(pane.site().alone(pane.active()).maps());
        Shape shape = squares.shape();
        int n = Integer.parseInt(entry.value("n", request.settings().parameters()).strip());
        Catalogue.Comparison comparison = entry.comparison().orElseThrow();
        Tensor direct = LrnOperators.windowSums(squares, window);
        Tensor other = switch (comparison) {
            case CONVOLUTION -> LrnOperators.convolved(squares, LrnOperators.bandedKernel(shape.c(), window));
            case AVERAGE_POOLING -> LrnOperators.scaled(LrnOperators.averagePooled(squares, n), (double) n * n);
        };
        Mosaic mosaic = Mosaic.of(0, Math.min(UNITS, shape.c()), shape.w(), shape.h(), 1);
        Scale scale = Scale.of(request.map(), direct);
        return new LrnComparison(comparison == Catalogue.Comparison.CONVOLUTION,
            Colorizer.paint(direct, 0, mosaic, scale), Colorizer.paint(other, 0, mosaic, scale),
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
