package org.normscope.style;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.Graph;
import org.normscope.onnx.GraphFile;
import org.normscope.tensor.Tensor;

/**
 * What papers on arbitrary style transfer measure (AdaIN, arXiv 1703.06868): VGG-19 features of relu1_1, relu2_1 and
 * relu3_1; style is the squared distance of the channels' means and of their deviations, summed over the three layers,
 * content the mean squared distance at relu3_1. Both as they are and relative to the size of what is aimed at.
 */
final class StyleLosses {
    private final GraphRunner runner;
    private final Graph vgg;
    private final List<String> layers;

    /** Features of one picture. */
    record Seen(double[][] means, double[][] deviations, Tensor deep) { }

    /** @param absolute sums of squares; @param relative each layer's divided by its target's mean square */
    record Loss(double absolute, double relative) {
        Loss plus(Loss other) {
            return new Loss(absolute + other.absolute, relative + other.relative);
        }

        Loss over(double n) {
            return new Loss(absolute / n, relative / n);
        }
    }

    StyleLosses(GraphRunner runner, Path vgg) {
        this.runner = runner;
        this.vgg = GraphFile.read(vgg);
        layers = this.vgg.outputs().stream().map(value -> value.name()).toList();
    }

    Seen see(Pixels picture) {
        Tensor prepared = prepared(picture);
        Activations run = runner.run(vgg, Map.of(vgg.inputs().get(0).name(), prepared), layers);
        double[][] means = new double[layers.size()][], deviations = new double[layers.size()][];
        for (int l = 0; l < layers.size(); l++) {
            Tensor maps = run.get(layers.get(l));
            int channels = maps.shape().c(), cells = maps.shape().size() / channels;
            means[l] = new double[channels];
            deviations[l] = new double[channels];
            for (int c = 0; c < channels; c++) {
                double sum = 0, squares = 0;
                for (int i = 0; i < cells; i++) {
                    double cell = maps.data()[c * cells + i];
                    sum += cell;
                    squares += cell * cell;
                }
                means[l][c] = sum / cells;
                deviations[l][c] = Math.sqrt(Math.max(0, squares / cells - means[l][c] * means[l][c]) + 1e-5);
            }
        }
        return new Seen(means, deviations, run.get(layers.get(layers.size() - 1)));
    }

    /** [1, 3, h, w], RGB, 0..1. */
    static Tensor prepared(Pixels picture) {
        return new Preprocessing(picture.width(), picture.height(), 0, 1, new float[3], new float[] {1, 1, 1},
            Preprocessing.Order.RGB, Preprocessing.Fit.CROP).apply(List.of(picture));
    }

    static Loss style(Seen result, Seen style) {
        Loss total = new Loss(0, 0);
        for (int l = 0; l < style.means.length; l++) {
            int channels = style.means[l].length;
            double distance = 0, size = 0;
            for (int c = 0; c < channels; c++) {
                double mean = result.means[l][c] - style.means[l][c],
                    deviation = result.deviations[l][c] - style.deviations[l][c];
                distance += (mean * mean + deviation * deviation) / channels;
                size += (style.means[l][c] * style.means[l][c] + style.deviations[l][c] * style.deviations[l][c])
                    / channels;
            }
            total = total.plus(new Loss(distance, distance / size));
        }
        return total;
    }

    static Loss content(Seen result, Seen content) {
        double distance = 0, size = 0;
        float[] a = result.deep.data(), b = content.deep.data();
        for (int i = 0; i < b.length; i++) {
            distance += (a[i] - (double) b[i]) * (a[i] - (double) b[i]);
            size += b[i] * (double) b[i];
        }
        return new Loss(distance / b.length, distance / size);
    }

    /** Peak signal-to-noise ratio, dB, of R, G and B in 0..255. */
    static double psnr(Pixels a, Pixels b) {
        double squares = 0;
        for (int i = 0; i < a.argb().length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                double apart = (a.argb()[i] >> shift & 255) - (b.argb()[i] >> shift & 255);
                squares += apart * apart;
            }
        }
        return 10 * Math.log10(255 * 255 * 3.0 * a.argb().length / squares);
    }
}
