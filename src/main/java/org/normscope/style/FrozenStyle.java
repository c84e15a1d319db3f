package org.normscope.style;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.Graph;
import org.normscope.onnx.file.GraphFile;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * The proof that a style frozen into a network of its own, opened as any other tool opens a file, paints what was
 * painted.
 */
final class FrozenStyle {
    /** Levels of 255. */
    private static final double ROUNDING = 0.5;

    private FrozenStyle() { }

    /**
     * @param whole what paints here, with the style and the mixing
     * @param size  {width, height} that the network takes, small
     * @return the frozen graph
     * @throws BadNetworkException where the file is refused, or paints something else
     */
    static Graph checked(WholeGraph whole, Graph frozen, int[] size, GraphRunner runner) {
        byte[] bytes = frozen.toBytes();
        Tensor picture = pattern(size, whole.in());
        Map<String, Tensor> feeds = new HashMap<>(whole.feeds());
        feeds.put(whole.picture(), picture);
        Tensor here = runner.run(whole.graph(), feeds, List.of(whole.output())).get(whole.output());
        GraphFile.read(bytes, frozen.name());
        Tensor again = runner.runWhole(bytes, frozen.name(), Map.of(whole.picture(), picture)).get(whole.output());
        int plane = here.shape().plane();
        for (int i = 0; i < here.data().length; i++) {
            double levels = whole.out().range().slope(i / plane % 3)
                * Math.abs(here.data()[i] - (double) again.data()[i]);
            if (levels > ROUNDING) throw new BadNetworkException("network.written.differs", frozen.name(),
                whole.output());
        }
        return frozen;
    }

    private static Tensor pattern(int[] size, PictureLevels levels) {
        Tensor pattern = Tensor.zeros(Shape.of(1, 3, size[1], size[0]));
        int at = 0;
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < size[1]; y++) {
                for (int x = 0; x < size[0]; x++) pattern.data()[at++] = levels.value((x * (3 + c)
                    + y * (5 - c)) % 256, c);
            }
        }
        return pattern;
    }
}
