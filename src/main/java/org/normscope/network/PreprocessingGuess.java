package org.normscope.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.normscope.onnx.ElementType;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.Value;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * How pictures probably become a network's input where nobody says. A wrong range fails silently, so every guess is
 * said with what it rests on.
 *
 * @param settings as {@link InputSettings} has them, all keys
 * @param words    what the settings rest on, by key
 */
record PreprocessingGuess(Map<String, String> settings, Map<String, Guess> words) {
    static final String IMAGENET_MEAN = "0.485,0.456,0.406";
    static final String IMAGENET_STD = "0.229,0.224,0.225";
    /**
     * Beyond it, what a network subtracts or the limit it clips to is a grey level of 0 to 255, not a fraction of 1.
     */
    private static final float GREY_LEVELS = 8;

    /** @param output shape of the network's first output at that size */
    static PreprocessingGuess of(Graph graph, PictureInputs inputs, int width, int height, Shape output) {
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, Guess> words = new LinkedHashMap<>();
        int[] declared = inputs.size();
        settings.put("size", width + "x" + height);
        if (declared[0] == Value.OPEN || declared[1] == Value.OPEN) {
            words.put("size", Guess.of("network.guess.size", width + " × " + height));
        }
        boolean grey = inputs.channels() == 1;
        settings.put("order", grey ? "GRAY" : inputs.channels() == 4 ? "RGBA" : "RGB");
        if (!grey) words.put("order", Guess.of("network.guess.order"));
        settings.put("light", "srgb");
        settings.put("fit", "crop");
        words.put("fit", Guess.of("network.guess.fit"));
        Values values = values(graph, inputs, output, height, width);
        settings.put("range", values.range());
        settings.put("mean", values.mean());
        settings.put("std", values.std());
        words.put("range", values.words());
        words.put("mean", values.words());
        words.put("std", values.words());
        told(ImageMetadata.of(graph, inputs.first().name()), inputs.channels(), settings, words);
        return new PreprocessingGuess(settings, words);
    }

    /** What the file itself says wins over the guess, and is said as such. */
    private static void told(ImageMetadata file, int channels, Map<String, String> settings,
        Map<String, Guess> words) {
        file.order().filter(order -> order.equals("GRAY") == (channels == 1)).ifPresent(order -> {
            settings.put("order", channels == 4 ? order + "A" : order);
            words.put("order", Guess.of("network.guess.metadata.order", order));
        });
        if (file.linear()) {
            settings.put("light", "linear");
            words.put("light", Guess.of("network.guess.light"));
        }
        file.range().ifPresent(range -> {
            settings.put("range", range);
            settings.put("mean", "0");
            settings.put("std", "1");
            Guess guess = Guess.of("network.guess.metadata.range", range.replace(",", ".."));
            List.of("range", "mean", "std").forEach(key -> words.put(key, guess));
        });
    }

    /** What was guessed of the keys that nobody said, each sentence once. */
    List<Guess> saidWithout(Set<String> known) {
        List<Guess> said = new ArrayList<>();
        words.forEach((key, guess) -> {
            if (!known.contains(key) && !said.contains(guess)) said.add(guess);
        });
        return said;
    }

    private record Values(String range, String mean, String std, Guess words) {
        static Values plain(boolean greyLevels, String key) {
            String range = greyLevels ? "0,255" : "0,1";
            return new Values(range, "0", "1", Guess.of(key, greyLevels ? "0..255" : "0..1"));
        }
    }

    private static Values values(Graph graph, PictureInputs inputs, Shape output, int height, int width) {
        if (inputs.first().type() == ElementType.UINT8) return Values.plain(true, "network.guess.bytes");
        Optional<Boolean> inside = levelsOfOwnNormalization(graph, inputs.first().name());
        if (inside.isPresent()) return Values.plain(inside.get(), "network.guess.inside");
        double folded = foldedMean(graph, inputs.first().name());
        if (folded > 0) return Values.plain(folded > GREY_LEVELS, "network.guess.folded");
        if (output.rank() == 4 && output.c() == inputs.channels() && output.h() >= height / 2
            && output.w() >= width / 2) {
            return Values.plain(levelsOfOutput(graph).orElse(true), "network.guess.picture");
        }
        if (inputs.channels() == 1) return Values.plain(false, "network.guess.grey");
        return new Values("0,1", IMAGENET_MEAN, IMAGENET_STD, Guess.of("network.guess.imagenet"));
    }

    /**
     * Whether a network that normalizes its input itself (subtracts, multiplies, BatchNormalization, or a 1 x 1
     * convolution with a bias, first of all) expects grey levels; empty where it does not normalize its input.
     */
    private static Optional<Boolean> levelsOfOwnNormalization(Graph graph, String input) {
        String value = input;
        for (Optional<Node> next = graph.onlyReader(value); next.isPresent(); next = graph.onlyReader(value)) {
            Node node = next.get();
            switch (node.operator()) {
                case "Identity", "Cast", "Transpose", "Pad" -> value = node.output();
                case "BatchNormalization" -> { return largest(graph, node.input(3)).map(mean -> mean > GREY_LEVELS); }
                case "Sub", "Add" -> { return largest(graph, node.input(1)).map(offset -> offset > GREY_LEVELS); }
                case "Div" -> { return largest(graph, node.input(1)).map(divisor -> divisor > GREY_LEVELS); }
                case "Mul" -> { return largest(graph, node.input(1)).map(factor -> factor < 1 / GREY_LEVELS); }
                case "Conv" -> { return levelsOfPointwise(graph, node); }
                default -> { return Optional.empty(); }
            }
        }
        return Optional.empty();
    }

    private static double foldedMean(Graph graph, String input) {
        Optional<Node> first = graph.onlyReader(input).filter(node -> node.operator().equals("Conv"));
        Optional<Tensor> weights = first.flatMap(node -> graph.constant(node.input(1)));
        Optional<Tensor> bias = first.flatMap(node -> graph.constant(node.input(2)));
        return weights.isPresent() && bias.isPresent() ? FoldedMean.of(weights.get(), bias.get().data()) : 0;
    }

    private static Optional<Boolean> levelsOfPointwise(Graph graph, Node convolution) {
        Optional<Tensor> weights = graph.constant(convolution.input(1));
        boolean pointwise = weights.map(Tensor::shape).filter(Shape.of(3, 3, 1, 1)::equals).isPresent();
        if (!pointwise || graph.constant(convolution.input(2)).isEmpty()) return Optional.empty();
        float factor = largest(graph, convolution.input(1)).orElse(1f);
        float offset = largest(graph, convolution.input(2)).orElse(0f);
        return Optional.of(offset / factor > GREY_LEVELS);
    }

    /** What an image-to-image network gives is what it takes: the limit it clips to, or a last Sigmoid. */
    private static Optional<Boolean> levelsOfOutput(Graph graph) {
        Node last = graph.writer(graph.outputs().get(0).name()).orElse(null);
        if (last == null) return Optional.empty();
        if (last.operator().equals("Sigmoid")) return Optional.of(false);
        if (!last.operator().equals("Clip")) return Optional.empty();
        float attribute = last.real("max", 0);
        if (attribute > 0) return Optional.of(attribute > GREY_LEVELS);
        return largest(graph, last.input(2)).map(limit -> limit > GREY_LEVELS);
    }

    private static Optional<Float> largest(Graph graph, String value) {
        return graph.constant(value).map(tensor -> {
            float largest = 0;
            for (float cell : tensor.data()) largest = Math.max(largest, Math.abs(cell));
            return largest;
        });
    }
}
