package org.normscope.style;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.normscope.image.Pixels;
import org.normscope.network.Activations;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.InstanceBlend;
import org.normscope.onnx.InstanceBlend.Population;
import org.normscope.stats.Moments;
import org.normscope.tensor.Tensor;

/**
 * What the instance normalizations of a network normalize, over many pictures: the statistics of a batch normalization.
 */
final class GalleryStatistics {
    private final List<String> values;
    private final List<double[]> means = new ArrayList<>();
    private final List<double[]> squares = new ArrayList<>();

    private GalleryStatistics(List<String> values) {
        this.values = values;
    }

    /** Each picture counts the same, whatever its size. */
    static List<Population> of(FastStyleGraph form, ValueRange range, List<Pixels> pictures, GraphRunner runner) {
        GalleryStatistics statistics = new GalleryStatistics(InstanceBlend.normalizations(form.graph())
            .stream().map(node -> node.input(0)).toList());
        if (statistics.values.isEmpty()) return List.of();
        for (Pixels picture : pictures) {
            statistics.add(runner.run(form.graph(), Map.of(form.input(), form.tensor(picture, range)),
                statistics.values));
        }
        List<Population> populations = new ArrayList<>();
        for (int k = 0; k < statistics.values.size(); k++) populations.add(statistics.population(k, pictures.size()));
        return populations;
    }

    private void add(Activations maps) {
        for (int k = 0; k < values.size(); k++) {
            Tensor x = maps.get(values.get(k));
            int channels = x.shape().c(), plane = x.shape().plane();
            if (means.size() == k) {
                means.add(new double[channels]);
                squares.add(new double[channels]);
            }
            for (int c = 0; c < channels; c++) {
                Moments moments = Moments.of(x.data(), c * plane, (c + 1) * plane);
                means.get(k)[c] += moments.mean();
                squares.get(k)[c] += moments.meanSquare();
            }
        }
    }

    private Population population(int site, int pictures) {
        float[] mean = new float[means.get(site).length], variance = mean.clone();
        for (int c = 0; c < mean.length; c++) {
            double average = means.get(site)[c] / pictures;
            mean[c] = (float) average;
            variance[c] = (float) Math.max(0, squares.get(site)[c] / pictures - average * average);
        }
        return new Population(mean, variance);
    }
}
