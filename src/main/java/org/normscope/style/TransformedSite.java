package org.normscope.style;

import org.normscope.onnx.Graph;
import org.normscope.onnx.NormSurgery;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * A site behind which maps get a style's statistics in place of a code's: as the transform is one matrix for all cells,
 * it becomes a convolution of one cell once the statistics of the whole picture are known.
 *
 * @param output  value that the site writes
 * @param scale   by channel, of what is normalized
 * @param shift   by channel
 * @param wanted  of the style's maps there
 * @param amount  0 leaves the content's statistics, 1 gives the style's
 * @param epsilon of the site
 */
record TransformedSite(String output, float[] scale, float[] shift, FeatureTransform transform, Spread wanted,
                       double amount, double epsilon) {
    /** @param own of the site's input over the whole picture */
    Graph in(Graph graph, Spread own) {
        int channels = scale.length;
        double[] by = new double[channels], to = new double[channels];
        for (int c = 0; c < channels; c++) {
            by[c] = scale[c] / Math.sqrt(own.squares().get(c, c) / own.count() + epsilon);
            to[c] = shift[c] - by[c] * own.means()[c];
        }
        FeatureTransform.Affine affine = transform.between(own.scaled(by, to), wanted, amount);
        float[] weights = new float[channels * channels], bias = new float[channels];
        for (int c = 0; c < channels; c++) {
            for (int k = 0; k < channels; k++) weights[c * channels + k] = (float) affine.matrix().get(c, k);
            bias[c] = (float) affine.offset()[c];
        }
        return NormSurgery.mixedAfter(graph, output, Tensor.of(Shape.of(channels, channels, 1, 1), weights), bias);
    }
}
