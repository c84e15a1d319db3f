package org.normscope.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * The networks that tests run: the built-in ones, and other people's, which lie beside the checkout where they are at
 * hand.
 */
public final class RealNetworks {
    private static final Path FOLDER = Path.of("../shared/models");
    private static final Set<String> ANY_SIZE = Set.of("vangogh_starry-night", "fns_candy", "microast");

    private RealNetworks() { }

    public static Stream<String> all() {
        return Stream.concat(builtIn(), Stream.of("squeezenet1.1", "tiny_darknet_bn", "mobilenetv2_0.35_bn_features",
            "vangogh_starry-night", "fns_candy", "microast", "vgg19_normalised_relu3_1"));
    }

    public static Stream<String> classifiers() {
        return Stream.concat(builtIn(), Stream.of("squeezenet1.1", "tiny_darknet_bn", "mobilenetv2_0.35_bn_features"));
    }

    private static Stream<String> builtIn() {
        return ModelLibrary.builtIn().stream().map(name -> "builtin:" + name);
    }

    /** "builtin:NAME" or the path of other people's network; skips the test where it is absent. */
    public static String origin(String name) {
        if (name.startsWith("builtin:")) return name;
        Path file = FOLDER.resolve(name + ".onnx");
        Assumptions.assumeTrue(Files.exists(file), "needs " + file + ", which is not part of the project");
        return file.toString();
    }

    /** Opened; those that take pictures of any size at a small one, where every layer still has maps of many cells. */
    public static Network open(String name, GraphRunner runner) {
        return new ModelLibrary(runner).open(origin(name), ANY_SIZE.contains(name) ? Map.of("size", "96") : Map.of());
    }

    /** A batch of noise in the range of a prepared picture. */
    public static Tensor noise(Network network, int pictures, long seed) {
        Shape shape = Shape.of(pictures, network.spec().preprocessing().order().name().equals("GRAY") ? 1 : 3,
            network.spec().preprocessing().height(), network.spec().preprocessing().width());
        float high = network.spec().preprocessing().high();
        Random random = new Random(seed);
        float[] data = new float[shape.size()];
        for (int i = 0; i < data.length; i++) data[i] = random.nextFloat() * high;
        return Tensor.of(shape, data);
    }

    /** max |a - b| over max |b|. */
    public static double difference(Tensor a, Tensor b) {
        if (!a.shape().equals(b.shape())) return Double.POSITIVE_INFINITY;
        double largest = 1e-30;
        double difference = 0;
        for (int i = 0; i < a.data().length; i++) {
            largest = Math.max(largest, Math.abs(b.data()[i]));
            difference = Math.max(difference, Math.abs(a.data()[i] - (double) b.data()[i]));
        }
        return difference / largest;
    }

    public static List<String> outputs(List<Layer> layers) {
        return layers.stream().map(Layer::output).toList();
    }
}
