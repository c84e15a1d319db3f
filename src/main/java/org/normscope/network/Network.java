package org.normscope.network;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.normscope.onnx.Arranged;
import org.normscope.onnx.Graph;
import org.normscope.onnx.MixedNorm;
import org.normscope.onnx.Node;
import org.normscope.onnx.Operator.Trait;
import org.normscope.onnx.Value;
import org.normscope.tensor.Shape;
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
 * @param remarks true things to say on screen: "BatchNorm was folded into Conv by the exporter", "no normalization
 *                layers"
 */
public record Network(String name, String origin, Graph graph, List<Layer> layers, String picture, List<String> outputs,
                      ModelSpec spec, List<Remark> remarks) {
    /** Something the screen says of a network. */
    public enum Remark {
        NO_NORMALIZATION, BATCH_NORM_FOLDED, BATCH_NORM_PROBABLY_FOLDED, BATCH_NORM_SCALED, FIXED_SIZE, FIXED_BATCH,
        FLOAT16, SEVERAL_INPUTS,
        SEVERAL_OUTPUTS, CHANNELS_LAST, TOKENS, SLICES, FUNCTIONS, SAMPLE_NORM,
        SAMPLE_VARIANCE, EPSILON_BESIDE, CELL_AFFINE, INSIDE_BRANCH, SIZED_BRANCH, IN_PARTS
    }

    /** Names of all inputs that take the picture: a network of two branches takes it twice, unless told otherwise. */
    public List<String> pictures() {
        return PictureInputs.of(graph).pictures().stream().map(Value::name)
            .filter(name -> name.equals(picture) || !spec.fed().containsKey(name)).toList();
    }

    /**
     * The graph with one input for the picture where several take it: how something depends on the picture is told by
     * all of them.
     */
    public Graph seeingOnce() {
        PictureInputs inputs = PictureInputs.of(graph);
        List<String> same = pictures().stream().filter(name -> inputs.isAlike(name, picture)).toList();
        return same.size() < 2 ? graph : PictureInputs.reading(graph, picture, same);
    }

    /** The inputs that may be fed something of their own: all but the picture's, which may take a second one. */
    public List<String> chosenInputs() {
        PictureInputs inputs = PictureInputs.of(graph);
        return Stream.concat(inputs.pictures().stream(), inputs.others().stream()).map(Value::name)
            .filter(name -> !name.equals(picture) || inputs.takesTwoPictures()).toList();
    }

    public Optional<Layer> layer(String layerName) {
        return layers.stream().filter(layer -> layer.name().equals(layerName)).findFirst();
    }

    /** The layer that writes a value. */
    public Optional<Layer> writing(String value) {
        return layers.stream().filter(layer -> layer.output().equals(value)).findFirst();
    }

    /** The layers that read a value. */
    public List<Layer> reading(String value) {
        return graph.readers(Arranged.of(graph, value)).stream().map(Node::output).map(output -> Arranged.made(graph,
            output))
            .flatMap(output -> writing(output).stream()).toList();
    }

    /**
     * The normalization at a layer's place: the layer itself where it is one, else the one that reads its output
     * directly, where exactly one does.
     */
    public Optional<Layer> normalizationAt(Layer layer) {
        if (layer.kind() == LayerKind.NORMALIZATION) return Optional.of(layer);
        List<Layer> fed = layers.stream()
            .filter(reader -> reader.kind() == LayerKind.NORMALIZATION && reader.input().equals(layer.output()))
            .toList();
        return fed.size() == 1 ? Optional.of(fed.get(0)) : Optional.empty();
    }

    /** gamma, beta, epsilon and running statistics of a normalization layer; empty for any other. */
    public Optional<NormalizationParameters> normalizationParameters(Layer layer) {
        return NormalizationParameters.of(graph, layer);
    }

    /** What a layer that mixes batch and instance normalization is made of; empty for any other. */
    public Optional<MixedNorm> mixed(Layer layer) {
        return layer.kind() == LayerKind.NORMALIZATION ? MixedNorm.of(graph, layer.output()) : Optional.empty();
    }

    /** BN's share in such a layer, the mean over its channels: 1 is BN, 0 is IN. */
    public Optional<Double> rho(Layer layer) {
        return mixed(layer).map(MixedNorm::rho);
    }

    /**
     * The weights of a convolution or fully connected layer; empty for any other, and where the network computes them.
     *
     * @param input shape of what {@link Layer#input()} is in the run at hand: SAME padding depends on it
     */
    public Optional<LinearWeights> weights(Layer layer, Shape input) {
        return LinearWeights.of(graph, layer, input);
    }

    /**
     * What a run has to be fed for these pictures: every input that takes pictures gets them, the others their stand-in
     * (the spec's guesses say which).
     *
     * @param pictures [N, C, H, W], prepared by the spec's preprocessing
     */
    public Map<String, Tensor> feeds(Tensor pictures) {
        return PictureInputs.of(graph).feeds(pictures, spec.preprocessing().high(), spec.fed());
    }

    /**
     * A gradient for the picture's input as one for the picture, whatever the input's layout and channels.
     *
     * @param ofInput of the input's shape
     * @return [N, 1 or 3, H, W]
     */
    public Tensor ofPicture(Tensor ofInput) {
        return PictureInputs.of(graph).ofPicture(ofInput, spec.fed().containsKey(picture));
    }

    /**
     * Runs pictures through the network, in parts where its file fixes how many a run takes.
     *
     * @param pictures [N, C, H, W], prepared by the spec's preprocessing
     * @param values   outputs, layers' inputs and outputs
     */
    public Activations run(GraphRunner runner, Tensor pictures, Collection<String> values) {
        return Batches.run(runner, graph, feeds(pictures), values, pictures.shape().n(), fixedBatch());
    }

    /**
     * Makes the network ready to be run for one picture after another, which {@link #feedsOfOne} makes a run of.
     *
     * @param tapped   whose outputs are wanted
     * @param memories how many pictures' maps are kept at once
     */
    public PinnedRun pin(GraphRunner runner, List<Layer> tapped, int memories) {
        Map<String, Shape> values = new LinkedHashMap<>();
        for (Layer layer : tapped) values.put(layer.output(), Batches.inRun(layer.shape(), fixedBatch()));
        return runner.pin(graph, values, memories);
    }

    /** What a run has to be fed for one picture, as often as the file says that a run takes pictures. */
    public Map<String, Tensor> feedsOfOne(Tensor picture) {
        return feeds(Batches.filled(picture, fixedBatch()));
    }

    /** How many pictures a run is fed with: what is summed over a batch is so many times one copy's. */
    public int fed(Map<String, Tensor> feeds) {
        return Objects.requireNonNull(feeds.get(picture), "the picture is fed").shape().n();
    }

    /** How many pictures the file says a run takes; {@link org.normscope.onnx.Value#OPEN} for any number. */
    int fixedBatch() {
        return PictureInputs.of(graph).batch();
    }

    /** Whether the first output already is a probability: the network ends in a softmax or sigmoid. */
    public boolean givesProbabilities() {
        return ClassOutput.computing(graph, outputs.get(0)).filter(node -> node.is(Trait.PROBABILITY)).isPresent();
    }

    /**
     * Whether the first output is a list of classes, one number for each: where they have names, or what computes them
     * is what computes classes. Features, boxes and maps are none.
     */
    public boolean givesClasses() {
        int count = listed();
        return count > 0 && (spec.labels().size() == count || ClassOutput.isLikely(graph, outputs.get(0), count));
    }

    /** How many classes it tells apart; 0 where it gives none. */
    public int classes() {
        return givesClasses() ? listed() : 0;
    }

    /** How many numbers the first output gives for a picture, where it is a list of them; else 0. */
    int listed() {
        return writing(outputs.get(0)).map(Layer::shape).filter(shape -> ClassOutput.isList(shape) && shape.n() == 1)
            .map(Shape::c).orElse(0);
    }

    /** The same network, of which something was rewritten; values keep their names and shapes. */
    public Network rewritten(Graph other) {
        return new Network(name, origin, other, layers, picture, outputs, spec, remarks);
    }

    Network with(Remark remark) {
        return new Network(name, origin, graph, layers, picture, outputs, spec, Stream.concat(remarks.stream(),
            Stream.of(remark)).distinct().toList());
    }

    /** @param guesses what of the labels is guessed */
    Network withLabels(List<String> labels, Guess... guesses) {
        List<Guess> guessed = Stream.concat(spec.guessed().stream(), Stream.of(guesses)).toList();
        ModelSpec named = new ModelSpec(spec.preprocessing(), labels, guessed, spec.fed());
        return new Network(name, origin, graph, layers, picture, outputs, named, remarks);
    }
}
