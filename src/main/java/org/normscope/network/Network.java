package org.normscope.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.normscope.onnx.Graph;
import org.normscope.tensor.Tensor;

/**
 * An opened network: its graph, its layers in the order in which they run, how pictures become its input.
 *
 * @param name    file name without ".onnx"
 * @param origin  path of the file, or "builtin:twin-bn"
 * @param graph   the model
 * @param layers  see {@link Layer}
 * @param picture name of the input that takes the picture
 * @param outputs names of the graph's outputs, the one with the classes first
 * @param spec    preprocessing and labels
 * @param remarks true things to say on screen: "BatchNorm was folded into Conv by the exporter", "no normalization layers"
 */
public record Network(String name, String origin, Graph graph, List<Layer> layers, String picture, List<String> outputs,
                      ModelSpec spec, List<Remark> remarks) {
    /** Something the screen says of a network. */
    public enum Remark { NO_NORMALIZATION, BATCH_NORM_FOLDED, BATCH_NORM_PROBABLY_FOLDED, FIXED_SIZE, FIXED_BATCH, FLOAT16,
        SEVERAL_INPUTS, SEVERAL_OUTPUTS }

    public Optional<Layer> layer(String layerName) {
        return layers.stream().filter(layer -> layer.name().equals(layerName)).findFirst();
    }

    /**
     * What a run has to be fed for these pictures: every input that takes pictures gets them, the others their stand-in
     * (the spec's guesses say which).
     *
     * @param pictures [N, C, H, W], prepared by the spec's preprocessing
     */
    public Map<String, Tensor> feeds(Tensor pictures) {
        return PictureInputs.of(graph).feeds(pictures);
    }
}
