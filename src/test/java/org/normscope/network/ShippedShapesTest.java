package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.engine.DjlRunner;
import org.normscope.onnx.Graph;
import org.normscope.onnx.PictureBatch;
import org.normscope.onnx.Value;
import org.normscope.onnx.file.GraphFile;
import org.normscope.tensor.Shape;

/** The shapes that are shipped against those that the engine finds. */
class ShippedShapesTest {
    private static final Path ASSETS = Path.of("assets/networks");
    private static final List<Integer> SIDES = List.of(128, 256);
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("org.normscope.network.ModelLibrary#builtIn")
    void theyAreThoseThatTheEngineFindsInTheSameFile(String name) throws IOException {
        for (String file : List.of(name + ".onnx", name + ".json")) {
            try (InputStream shipped = Objects.requireNonNull(getClass().getResourceAsStream("/assets/networks/"
                + file))) {
                Files.copy(shipped, folder.resolve(file));
            }
        }
        try (DjlRunner runner = new DjlRunner(1)) {
            ModelLibrary library = new ModelLibrary(runner);
            for (int side : SIDES) {
                Map<String, String> input = Map.of("size", side + "x" + side);
                Network measured = library.open(folder.resolve(name + ".onnx").toString(), input);
                List<String> values = measured.layers().stream().map(Layer::output).toList();
                assertTrue(ShippedShapes.of(name, side, side, values).isPresent(), side + ": make them anew");
                Network shipped = new ModelLibrary(none()).open("builtin:" + name, input);
                assertEquals(measured.layers(), shipped.layers());
                assertEquals(measured.outputs(), shipped.outputs());
            }
        }
    }

    /** Nothing is to be run. */
    private static GraphRunner none() {
        return (GraphRunner) Proxy.newProxyInstance(GraphRunner.class.getClassLoader(),
            new Class<?>[] {GraphRunner.class}, (proxy, method, arguments) -> {
                throw new AssertionError(method.getName());
            });
    }

    @Test
    void whatIsNotKnownIsMeasured() {
        assertTrue(ShippedShapes.of("explorer", 128, 128, List.of("no such value")).isEmpty());
        assertTrue(ShippedShapes.of("explorer", 100, 128, List.of()).isPresent(), "nothing was asked for");
        assertTrue(ShippedShapes.of("twin-bn", 128, 128, List.of("x")).isEmpty());
    }

    /** Writes them anew, of every value that the engine can tell of. */
    public static void main(String[] none) throws IOException {
        for (String name : ModelLibrary.builtIn()) write(name);
    }

    private static void write(String name) throws IOException {
        Graph graph = PictureBatch.before(GraphFile.read(ASSETS.resolve(name + ".onnx")));
        PictureInputs inputs = PictureInputs.of(graph);
        List<String> values = new ArrayList<>(inputs.pictures().stream().map(Value::name).toList());
        graph.nodes().forEach(node -> values.add(node.output()));
        StringBuilder lines = new StringBuilder();
        try (DjlRunner runner = new DjlRunner(1)) {
            for (int side : SIDES) {
                Map<String, Shape> shapes = new TreeMap<>(MeasuredShapes.of(runner, graph, inputs, side, side, values));
                shapes.forEach((value, shape) -> lines.append(side).append('x').append(side).append('\t').append(value)
                    .append('\t').append(text(shape)).append('\n'));
            }
        }
        Files.writeString(ASSETS.resolve(name + ".shapes"), lines);
    }

    private static String text(Shape shape) {
        StringBuilder text = new StringBuilder();
        for (int axis = 0; axis < shape.rank(); axis++) text.append(axis == 0 ? "" : ",").append(shape.extent(axis));
        return text.toString();
    }
}
