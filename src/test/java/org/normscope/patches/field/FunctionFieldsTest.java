package org.normscope.patches.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.normscope.onnx.TinyModel.call;
import static org.normscope.onnx.TinyModel.function;
import static org.normscope.onnx.TinyModel.integers;
import static org.normscope.onnx.TinyModel.written;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.onnx.TinyModel;

/** A network of local functions has the receptive fields of the same network written flat. */
class FunctionFieldsTest {
    @TempDir
    Path folder;

    @Test
    void fieldsOfTheSameNetworkWrittenFlat() throws IOException {
        TinyModel blocks = first().domain("own").function(function("Block", "a w", "b",
                written("Conv", "a w", "c", integers("pads", 1, 1, 1, 1)), written("Relu", "c", "r"),
                written("MaxPool", "r", "b", integers("kernel_shape", 3, 2), integers("strides", 2, 1))))
            .function(function("Stage", "a w", "b", call("Block", "a w", "m").setName("first"), call("Block", "m w",
                "b").setName("second")))
            .node(call("Stage", "x w", "y").setName("stage").build()).output("y");
        TinyModel flat = first();
        String read = "x";
        for (String block : new String[] {"stage/first", "stage/second"}) {
            String written = block.equals("stage/first") ? "stage/m" : "y";
            flat.node("Conv", read + " w", block + "/c", integers("pads", 1, 1, 1, 1))
                .node("Relu", block + "/c", block + "/r").node("MaxPool", block + "/r", written,
                    integers("kernel_shape", 3, 2), integers("strides", 2, 1));
            read = written;
        }
        Map<String, String> expected = fields(flat.output("y"));
        assertEquals(6, expected.size());
        assertEquals(expected, fields(blocks));
    }

    private static TinyModel first() {
        float[] cells = new float[3 * 3 * 9];
        for (int i = 0; i < cells.length; i++) cells[i] = (i * 7 % 11 - 5) / 9f;
        return new TinyModel().input("x", 1, 3, 24, 20).weights("w", new int[] {3, 3, 3, 3}, cells);
    }

    /** By layer, what cell (2,3) sees, and the operator that is not known. */
    private Map<String, String> fields(TinyModel model) throws IOException {
        Path file = Files.write(folder.resolve("field.onnx"), model.bytes());
        Map<String, String> fields = new LinkedHashMap<>();
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = new ModelLibrary(runner).open(file, Map.of());
            Map<String, ReceptiveField> told = ReceptiveFields.of(network, runner);
            for (Layer layer : network.layers()) {
                ReceptiveField field = told.get(layer.name());
                fields.put(layer.name(), field.box(2, 3) + field.unknownOperator());
            }
        }
        return fields;
    }
}
