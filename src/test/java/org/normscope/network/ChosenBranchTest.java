package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.normscope.onnx.TinyModel.scalar;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.onnx.TinyModel;
import org.normscope.patches.field.ReceptiveFields;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** An If that always goes one way is the nodes of that branch: layers, fields and numbers are as the engine's own. */
class ChosenBranchTest {
    private static final Shape INPUT = Shape.of(1, 3, 8, 8);

    @TempDir
    Path folder;

    @Test
    void aConstantCondition() throws IOException {
        TinyModel model = first().weights(TensorProto.newBuilder().setName("which").setDataType(9).addInt32Data(1)
            .build());
        is(ending(model, then(), otherwise()), "c", "y/c2", "y/n", "y");
        is(ending(first().weights(TensorProto.newBuilder().setName("which").setDataType(9).addInt32Data(0).build()),
            otherwise(), then()), "c", "y/c2", "y/n", "y");
    }

    /** As exporters ask for a number of axes, or for an extent that the file fixes. */
    @Test
    void aConditionThatIsComputed() throws IOException {
        is(ending(first().weights("two", new int[] {}, 2).weights("three", new int[] {}, 3)
            .node("Greater", "two three", "more").node("Not", "more", "which"), then(), otherwise()), "c", "y/c2",
            "y/n", "y");
        is(ending(first().weights(scalar("three", 3)).weights(scalar("one", 1)).node("Shape", "x", "extents")
            .node("Gather", "extents one", "channels", TinyModel.integer("axis", 0))
            .node("Equal", "channels three", "which"), then(), otherwise()), "c", "y/c2", "y/n", "y");
    }

    /** As PyTorch writes a squeeze of what it does not know the shape of. */
    @Test
    void aConditionOfExtentsInside() throws IOException {
        asks("c", 1, 2, "8", false, "c", "y/c2", "y/n", "y");
    }

    /** Rows of what was pooled into one cell are one, of whatever picture. */
    @Test
    void aConditionOfRowsThatNoPictureChanges() throws IOException {
        asks("g", 2, 1, "8", false, "c", "g", "y/c2", "y/n", "y");
    }

    /** The network takes any picture, but by another way: it is opened for those of one size. */
    @Test
    void aConditionOfRows() throws IOException {
        asks("c", 2, 8, "8", true, "c", "y/c2", "y/n", "y");
        asks("c", 2, 8, "8x16", true, "c", "y");
    }

    /** @param sized whether it is another way for another size */
    private void asks(String of, int axis, int wanted, String size, boolean sized, String... layers)
        throws IOException {
        TinyModel model = open().weights(scalar("where", axis)).weights(scalar("wanted", wanted));
        if (of.equals("g")) model.node("GlobalAveragePool", "c", "g");
        model.node("Shape", of, "extents").node("Gather", "extents where", "extent", TinyModel.integer("axis", 0))
            .node("Equal", "extent wanted", "which");
        Path file = Files.write(folder.resolve("inside.onnx"), ending(model, then(), otherwise()).bytes());
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = new ModelLibrary(runner).open(file, Map.of("size", size));
            assertEquals(List.of(layers), network.layers().stream().map(Layer::output).toList());
            assertEquals(sized, network.remarks().contains(Network.Remark.SIZED_BRANCH));
            assertEquals(sized, network.remarks().contains(Network.Remark.FIXED_SIZE));
            int height = network.spec().preprocessing().height(), width = network.spec().preprocessing().width();
            Tensor picture = Tensor.zeros(Shape.of(1, 3, height, width));
            for (int i = 0; i < picture.data().length; i++) picture.data()[i] = i % 13 / 13f;
            Tensor whole = runner.runWhole(Files.readAllBytes(file), "whole.onnx", Map.of("x", picture)).get("y");
            assertArrayEquals(whole.data(), network.run(runner, picture, List.of("y")).get("y").data(), 1e-6f);
        }
    }

    /** A branch inside a branch, one that hands on what it captures, and one whose names stand around it too. */
    @Test
    void branchesInBranches() throws IOException {
        GraphProto inner = GraphProto.newBuilder().setName("g").addNode(TinyModel.written("Relu", "c", "inner"))
            .addOutput(TinyModel.value("inner", 1)).build();
        GraphProto outer = GraphProto.newBuilder().setName("g").addInitializer(truth("again", 1))
            .addNode(ifNode("again", "mid", inner, otherwise()))
            .addNode(TinyModel.written("Neg", "mid", "mine")).addOutput(TinyModel.value("mine", 1)).build();
        GraphProto plain = GraphProto.newBuilder().setName("g").addNode(TinyModel.written("Identity", "c", "same"))
            .addOutput(TinyModel.value("same", 1)).build();
        TinyModel model = first().weights(truth("which", 1)).node("Sigmoid", "c", "mine")
            .node(ifNode("which", "z", outer, otherwise())).node(ifNode("which", "u", plain, otherwise()))
            .node("Sum", "z u mine", "y").output("y");
        is(model, "c", "mine", "z/mid", "z", "u", "y");
    }

    private void is(TinyModel model, String... layers) throws IOException {
        Path file = Files.write(folder.resolve("if.onnx"), model.bytes());
        Tensor x = Tensor.zeros(INPUT);
        for (int i = 0; i < x.data().length; i++) x.data()[i] = (i * 7 % 13 - 6) / 4f;
        try (GraphRunner runner = new DjlRunner(1)) {
            float[] wanted = runner.runWhole(model.bytes(), "whole", Map.of("x", x)).get("y").data();
            Network network = new ModelLibrary(runner).open(file, Map.of());
            List<String> names = network.layers().stream().map(Layer::output).toList();
            assertEquals(List.of(layers), names);
            assertArrayEquals(wanted, network.run(runner, x, List.of("y")).get("y").data(), 1e-5f);
            Layer last = network.layers().get(names.size() - 1);
            assertEquals(names.contains("y/c2") ? 5 : 3, ReceptiveFields.of(network, runner).get(last.name()).width());
        }
    }

    private static TinyModel first() {
        return convolution(new TinyModel().input("x", 1, 3, 8, 8));
    }

    private static TinyModel open() {
        return convolution(new TinyModel().input("x", -1, 3, -1, -1));
    }

    private static TinyModel convolution(TinyModel model) {
        float[] cells = new float[2 * 3 * 9];
        for (int i = 0; i < cells.length; i++) cells[i] = (i * 5 % 7 - 3) / 3f;
        return model.opset(13).weights("w", new int[] {2, 3, 3, 3}, cells)
            .node("Conv", "x w", "c", TinyModel.integers("pads", 1, 1, 1, 1));
    }

    private static TinyModel ending(TinyModel model, GraphProto then, GraphProto otherwise) {
        return model.node(ifNode("which", "y", then, otherwise)).output("y");
    }

    private static NodeProto ifNode(String condition, String output, GraphProto then, GraphProto otherwise) {
        return TinyModel.written("If", condition, output, TinyModel.body("then_branch", then),
            TinyModel.body("else_branch", otherwise)).build();
    }

    /** A convolution with weights of its own, and a normalization. */
    private static GraphProto then() {
        float[] cells = new float[2 * 2 * 9];
        for (int i = 0; i < cells.length; i++) cells[i] = (i * 3 % 5 - 2) / 3f;
        GraphProto.Builder graph = GraphProto.newBuilder().setName("then");
        graph.addInitializer(floats("w", cells, 2, 2, 3, 3)).addInitializer(floats("g", new float[] {1, 2}, 2))
            .addInitializer(floats("b", new float[] {0, 1}, 2));
        return graph.addNode(TinyModel.written("Conv", "c w", "c2", TinyModel.integers("pads", 1, 1, 1, 1)))
            .addNode(TinyModel.written("BatchNormalization", "c2 g b b g", "n")).addNode(TinyModel.written("Relu", "n",
                "out")).addOutput(TinyModel.value("out", 1)).build();
    }

    private static GraphProto otherwise() {
        return GraphProto.newBuilder().setName("else").addNode(TinyModel.written("Abs", "c", "out2"))
            .addOutput(TinyModel.value("out2", 1)).build();
    }

    private static TensorProto floats(String name, float[] cells, long... extents) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(1);
        for (long extent : extents) tensor.addDims(extent);
        for (float cell : cells) tensor.addFloatData(cell);
        return tensor.build();
    }

    private static TensorProto truth(String name, int value) {
        return TensorProto.newBuilder().setName(name).setDataType(9).addInt32Data(value).build();
    }
}
