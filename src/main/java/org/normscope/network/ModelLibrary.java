package org.normscope.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Preprocessing;
import org.normscope.onnx.Arranged.Lie;
import org.normscope.onnx.Arranged;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.ChosenBranches;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Extents;
import org.normscope.onnx.FittingWeights;
import org.normscope.onnx.Graph;
import org.normscope.onnx.file.GraphFile;
import org.normscope.onnx.Node;
import org.normscope.onnx.PictureBatch;
import org.normscope.onnx.Value;
import org.normscope.onnx.norm.DecomposedNorm;
import org.normscope.onnx.norm.NormSearch;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.normscope.text.OneLine;

/** Opens networks: the built-in ones, and any .onnx file with the manifest MODEL.json beside it, if there is one. */
public final class ModelLibrary {
    private static final String BUILT_IN = "builtin:";
    /** Tried in this order where a network takes any size: some that say so run at one only. */
    private static final int[] SIZES = {224, 256, 32, 28, 64, 128, 299, 512, 227, 320, 416, 640, 384, 112, 160, 192,
        96, 48, 300, 448};
    /** By how much another picture is larger, in pixels: as much as networks make one cell of, or more. */
    private static final int LARGER = 64;

    private final GraphRunner runner;

    public ModelLibrary(GraphRunner runner) {
        this.runner = runner;
    }

    /** Names of the built-in networks, the default first. */
    public static List<String> builtIn() {
        return List.of("explorer", "twin-bn", "twin-ibn-a", "twin-ibn-b", "twin-bin", "twin-in", "twin-gn", "twin-ln",
            "twin-lrn", "twin-none");
    }

    /**
     * Opens "builtin:NAME" or a path.
     *
     * @param input {@code --input} keys that win over the manifest and the guess: size, range, mean, std, order, fit;
     *              labels, a file of the outputs' names; what {@link FedInputs} and {@link SaidLayout} read
     * @throws BadNetworkException with what is wrong with the file and what to do; {@link BadSettingException} where it
     *                             is {@code input} that is wrong
     */
    public Network open(String origin, Map<String, String> input) {
        InputSettings.checked(input, "--input");
        if (origin.startsWith(BUILT_IN)) return openBuiltIn(origin, input);
        try {
            return open(Path.of(origin), input);
        } catch (InvalidPathException e) {
            throw new BadNetworkException(e, "onnx.missing", origin);
        }
    }

    /** As {@link #open(String, Map)} for a file. */
    public Network open(Path file, Map<String, String> input) {
        InputSettings.checked(input, "--input");
        Graph graph = GraphFile.read(file);
        return open(OneLine.of(name(file)), file.toString(), graph, manifest(manifest(file), graph), input);
    }

    /** Where a network's manifest lies, if it has one of its own. */
    public static Path manifest(Path file) {
        return file.resolveSibling(name(file) + ".json");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.onnx$", "");
    }

    private Network openBuiltIn(String origin, Map<String, String> input) {
        String name = origin.substring(BUILT_IN.length());
        if (!builtIn().contains(name)) {
            throw new BadNetworkException("network.builtin", name, String.join(", ", builtIn()));
        }
        String path = "networks/" + name;
        return open(name, origin, ShippedFiles.graph(path + ".onnx", name),
            Manifest.read(ShippedFiles.bytes(path + ".json"), name + ".json"), input);
    }

    private static Manifest manifest(Path file, Graph graph) {
        if (!Files.isRegularFile(file)) {
            return graph.metadata(Manifest.KEY)
                .map(own -> Manifest.read(own.getBytes(StandardCharsets.UTF_8), graph.name())).orElse(Manifest.NONE);
        }
        try {
            return Manifest.read(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new BadNetworkException(e, "onnx.unreadable", file.toString());
        }
    }

    private Network open(String name, String origin, Graph file, Manifest manifest, Map<String, String> input) {
        Graph graph = PictureBatch.before(file);
        PictureInputs inputs = PictureInputs.of(graph);
        Map<String, String> said = new TreeMap<>(manifest.settings());
        said.putAll(input);
        Set<String> pictures = inputs.pictures().stream().map(Value::name).collect(Collectors.toSet());
        List<Node> candidates = Layers.candidates(graph, pictures);
        if (candidates.isEmpty()) throw new BadNetworkException("network.noPicture", graph.name());
        boolean doubles = candidates.stream().anyMatch(node -> LayerKind.of(node.operator()) == LayerKind.CONVOLUTION
            && graph.type(node.output()) == ElementType.DOUBLE);
        if (doubles) throw new BadNetworkException("network.double", graph.name());
        Set<String> measured = new LinkedHashSet<>(candidates.stream().map(Node::output).toList());
        outputs(graph).forEach(measured::add);
        measured.addAll(pictures);
        if (!origin.startsWith(BUILT_IN)) runner.check(graph, outputs(graph));
        Sized sized = shipped(origin, name, said.get("size"), measured).orElseGet(() -> sized(graph, inputs,
            said.get("size"), input.containsKey("size") ? "--input" : graph.name(), measured));
        if (ChosenBranches.areIn(graph)) {
            Graph straight = straight(graph, inputs, sized, measured);
            if (straight != graph) return open(name, origin, straight, manifest, input);
            Graph here = ChosenBranches.taken(graph, sized.shapes(), morePictures(inputs, sized.shapes()));
            if (here != graph) return open(name, origin, Extents.fixed(here, inputs.sized(sized.width(),
                sized.height())), manifest, input).with(Network.Remark.SIZED_BRANCH);
        }
        FittingWeights.check(graph, candidates, sized.shapes());
        List<DecomposedNorm> written = NormSearch.all(graph, sized.shapes());
        Map<String, Lie> lies = SaidLayout.over(MapAxes.of(graph, inputs, sized.shapes(), written), input, candidates,
            sized.shapes());
        List<Layer> layers = Layers.of(graph, candidates, pictures, sized.shapes(),
            named(graph, manifest, written, sized.shapes(), lies), lies);
        lies.keySet().retainAll(layers.stream().map(Layer::output).map(output -> Arranged.unmapped(output)).toList());
        List<String> outputs = classesFirst(graph, sized.shapes());
        Shape first = Objects.requireNonNull(sized.shapes().get(outputs.get(0)));
        PreprocessingGuess guess = PreprocessingGuess.of(graph, inputs, sized.width(), sized.height(), first);
        ModelSpec spec = spec(graph, inputs, manifest, said, guess, input, Labels.of(graph, manifest, input, first)
            .stream().map(OneLine::of).toList());
        Network network = new Network(name, origin, Arranged.graph(graph, lies), layers,
            inputs.first().name(), outputs, spec,
            Remarks.of(graph, inputs, layers, outputs, sized.shapes(), written, manifest.normless(),
                lies.values()));
        return spec.labels().isEmpty() ? withGuessedLabels(network) : network;
    }

    /** With the branches that extents inside decide, whatever the size of the picture. */
    private Graph straight(Graph graph, PictureInputs inputs, Sized sized, Set<String> measured) {
        int[] fixed = inputs.size();
        if (fixed[0] != Value.OPEN && fixed[1] != Value.OPEN) {
            return ChosenBranches.taken(graph, sized.shapes(), morePictures(inputs, sized.shapes()));
        }
        Map<String, Shape> larger;
        try {
            larger = measure(graph, inputs, fixed[0] == Value.OPEN ? sized.width() + LARGER : fixed[0],
                fixed[1] == Value.OPEN ? sized.height() + LARGER : fixed[1], measured).shapes();
        } catch (BadNetworkException e) {
            larger = ChosenBranches.longer(sized.shapes(), axis -> axis > 1); // It runs at one size only.
        }
        return ChosenBranches.taken(graph, sized.shapes(), morePictures(inputs, larger));
    }

    private static Map<String, Shape> morePictures(PictureInputs inputs, Map<String, Shape> shapes) {
        return inputs.batch() == Value.OPEN ? ChosenBranches.longer(shapes, axis -> axis == 0) : shapes;
    }

    private Network withGuessedLabels(Network network) {
        List<String> labels = ImageNetClasses.of(network, runner);
        return labels.isEmpty() ? network : network.withLabels(labels, Guess.of(ImageNetClasses.GUESS));
    }

    /** What the manifest names, what the file itself does beside, and what an exporter wrote out. */
    private static List<NamedLayer> named(Graph graph, Manifest manifest, List<DecomposedNorm> written,
        Map<String, Shape> shapes, Map<String, Lie> lies) {
        List<NamedLayer> named = new ArrayList<>(manifest.named().stream().filter(layer -> layer.isIn(graph)).toList());
        for (NamedLayer own : EmbeddedLayers.of(graph)) {
            if (named.stream().noneMatch(layer -> layer.output().equals(own.output()))) named.add(own);
        }
        for (DecomposedNorm norm : written) {
            if (named.stream().noneMatch(layer -> layer.output().equals(norm.output()))) {
                Lie lie = lies.get(norm.output());
                Shape shape = shapes.getOrDefault(norm.output(), Shape.of());
                String letters = lie != null ? lie.letters() : shape.rank() == 3 ? "NCW"
                    : shape.rank() == 2 ? "NC" : "NCHW";
                boolean same = shape.equals(shapes.getOrDefault(norm.input(), shape));
                boolean known = !norm.sample() || lie == null || letters.equals("NHWC")
                    || letters.equals("NTC") && lie.before() == 0;
                if (same && known && norm.fits(letters)) named.add(NamedLayer.of(norm, letters));
            }
        }
        return named;
    }

    private record Sized(int width, int height, Map<String, Shape> shapes) { }

    private static Optional<Sized> shipped(String origin, String name, @Nullable String saidSize,
                                           Set<String> measured) {
        if (!origin.startsWith(BUILT_IN) || saidSize == null) return Optional.empty();
        int[] size = InputSettings.size(saidSize);
        return ShippedShapes.of(name, size[0], size[1], measured)
            .map(shapes -> new Sized(size[0], size[1], shapes));
    }

    /** @param from who said the size, for messages */
    private Sized sized(Graph graph, PictureInputs inputs, @Nullable String saidSize,
                        String from, Set<String> measured) {
        int[] fixed = inputs.size();
        if (saidSize != null) {
            int[] size = InputSettings.size(saidSize);
            for (int side = 0; side < 2; side++) {
                if (fixed[side] != Value.OPEN && fixed[side] != size[side]) {
                    throw InputSettings.fault(from, "network.setting.fixed", saidSize,
                        text(fixed[0]) + "x" + text(fixed[1]));
                }
            }
            return measure(graph, inputs, size[0], size[1], measured);
        }
        BadNetworkException refusal = null;
        for (int any : SIZES) {
            int width = fixed[0] == Value.OPEN ? any : fixed[0];
            int height = fixed[1] == Value.OPEN ? any : fixed[1];
            try {
                Sized sized = measure(graph, inputs, width, height, measured);
                if (fixed[0] == Value.OPEN || fixed[1] == Value.OPEN) tried(graph, inputs, sized);
                return sized;
            } catch (BadNetworkException e) {
                if (refusal == null) refusal = e;
                if (fixed[0] != Value.OPEN && fixed[1] != Value.OPEN) break;
            }
        }
        throw Objects.requireNonNull(refusal);
    }

    /** A fully connected layer takes one size only, which the shapes alone need not tell. */
    private void tried(Graph graph, PictureInputs inputs, Sized sized) {
        boolean connected = graph.nodes().stream().anyMatch(node ->
            LayerKind.of(node.operator()) == LayerKind.FULLY_CONNECTED);
        if (!connected) return;
        Tensor zeros = Tensor.zeros(Shape.of(Math.max(1, inputs.batch()), inputs.colours(), sized.height(),
            sized.width()));
        runner.run(graph, inputs.feeds(zeros, 1), outputs(graph));
    }

    private static String text(int side) {
        return side == Value.OPEN ? "*" : String.valueOf(side);
    }

    private Sized measure(Graph graph, PictureInputs inputs, int width, int height, Set<String> measured) {
        if (!InputSettings.plausible(new int[] {width, height})) {
            throw new BadNetworkException("network.inputSize", graph.name(), width + " × " + height);
        }
        return new Sized(width, height, MeasuredShapes.of(runner, graph, inputs, width, height, measured));
    }

    /** The outputs as numbers: of a table of probabilities those that it is made of. */
    private static List<String> outputs(Graph graph) {
        return graph.outputs().stream().flatMap(output -> graph.numbersOf(output.name()).stream()).distinct().toList();
    }

    /** Classes are a list of numbers for each picture; of several lists the longest. */
    private static List<String> classesFirst(Graph graph, Map<String, Shape> shapes) {
        List<String> outputs = new ArrayList<>(outputs(graph));
        outputs.sort(Comparator.comparingInt(
            output -> Optional.ofNullable(shapes.get(output)).filter(ClassOutput::isList)
                .map(shape -> -shape.c()).orElse(0)));
        return List.copyOf(outputs);
    }

    private static ModelSpec spec(Graph graph, PictureInputs inputs, Manifest manifest, Map<String, String> said,
                                  PreprocessingGuess guess, Map<String, String> input, List<String> labels) {
        Map<String, String> settings = new TreeMap<>(guess.settings());
        settings.putAll(said);
        Preprocessing preprocessing = InputSettings.read(settings);
        int channels = preprocessing.order().channels();
        boolean fits = channels == 4 ? inputs.channels() == 4 : (channels == 1) == (inputs.channels() == 1);
        if (!fits) {
            throw InputSettings.fault(input.containsKey("order") ? "--input" : graph.name(), "network.setting.channels",
                preprocessing.order().name(), String.valueOf(inputs.channels()));
        }
        List<Guess> guessed = new ArrayList<>(guess.saidWithout(said.keySet()));
        Map<String, Tensor> fed = FedInputs.of(inputs, input, preprocessing);
        for (Value other : inputs.others()) {
            if (fed.containsKey(other.name())) continue;
            boolean number = PictureInputs.standIn(other, Shape.of(1, 3, preprocessing.height(),
                preprocessing.width())).data().length == 1;
            guessed.add(Guess.of("network.guess.other", other.name(), number ? "1" : "0"));
        }
        if (inputs.channels() == 4) guessed.add(Guess.of("network.guess.opacity"));
        else if (inputs.channels() != inputs.colours() && !fed.containsKey(inputs.first().name())) {
            guessed.add(Guess.of("network.guess.repeated", String.valueOf(inputs.channels())));
        }
        inputs.pictures().stream().skip(1).filter(more -> !fed.containsKey(more.name()))
            .forEach(more -> guessed.add(Guess.of("network.guess.again", more.name())));
        manifest.unknown().forEach(key -> guessed.add(Guess.of("network.guess.unknown", key)));
        return new ModelSpec(preprocessing, labels, List.copyOf(guessed), fed);
    }
}
