package org.normscope.style;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.normscope.image.Pixels;
import org.normscope.image.Preprocessing;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.Graph;
import org.normscope.onnx.file.GraphFile;
import org.normscope.tensor.Tensor;

/**
 * What papers on arbitrary style transfer measure (AdaIN, arXiv 1703.06868), by the feature maps of any network: style
 * is the squared distance of the channels' means and of their deviations, layer by layer, content the mean squared
 * distance at the last layer. Both as they are and relative to the size of what is aimed at.
 */
final class StyleLosses {
    private final GraphRunner runner;
    private final Graph graph;
    private final List<String> layers;
    private final float[] mean, deviation;

    /** Statistics of one picture's maps, the last maps themselves. */
    record Seen(double[][] means, double[][] deviations, Tensor deep) { }

    /** @param absolute sums of squares; @param relative divided by the target's sum of squares */
    record Loss(double absolute, double relative) {
        Loss plus(Loss other) {
            return new Loss(absolute + other.absolute, relative + other.relative);
        }

        Loss over(double n) {
            return new Loss(absolute / n, relative / n);
        }
    }

    /** VGG-19 of the papers: relu1_1, relu2_1 and relu3_1, the outputs of its file. */
    StyleLosses(GraphRunner runner, Path vgg) {
        this(runner, GraphFile.read(vgg), 0, 1);
    }

    private StyleLosses(GraphRunner runner, Graph graph, float mean, float deviation) {
        this(runner, graph, graph.outputs().stream().map(value -> value.name()).toList(),
            new float[] {mean, mean, mean}, new float[] {deviation, deviation, deviation});
    }

    /** @param mean of R, G and B, taken off pictures in 0..1; @param deviation what they are divided by then */
    StyleLosses(GraphRunner runner, Graph graph, List<String> layers, float[] mean, float[] deviation) {
        this.runner = runner;
        this.graph = graph;
        this.layers = layers;
        this.mean = mean;
        this.deviation = deviation;
    }

    Seen see(Pixels picture) {
        Activations run = runner.run(graph,
            Map.of(graph.inputs().get(0).name(), prepared(picture, mean, deviation)), layers);
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
        return prepared(picture, new float[3], new float[] {1, 1, 1});
    }

    private static Tensor prepared(Pixels picture, float[] mean, float[] deviation) {
        return new Preprocessing(picture.width(), picture.height(), 0, 1, mean, deviation, Preprocessing.Order.RGB,
            Preprocessing.Fit.CROP).apply(List.of(picture));
    }

    /** Layer by layer: absolute as a mean over channels. */
    static List<Loss> styles(Seen result, Seen style) {
        return IntStream.range(0, style.means.length).mapToObj(l -> style(result, style, l)).toList();
    }

    /** The sum of {@link #styles}. */
    static Loss style(Seen result, Seen style) {
        return styles(result, style).stream().reduce(new Loss(0, 0), Loss::plus);
    }

    private static Loss style(Seen result, Seen style, int l) {
        int channels = style.means[l].length;
        double distance = 0, size = 0;
        for (int c = 0; c < channels; c++) {
            double mean = result.means[l][c] - style.means[l][c],
                deviation = result.deviations[l][c] - style.deviations[l][c];
            distance += (mean * mean + deviation * deviation) / channels;
            size += (style.means[l][c] * style.means[l][c] + style.deviations[l][c] * style.deviations[l][c])
                / channels;
        }
        return new Loss(distance, distance / size);
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
