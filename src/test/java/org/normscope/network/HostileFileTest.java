package org.normscope.network;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.DjlRunner;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.TinyModel;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/** Whatever a file holds, opening it ends in a network or in one line that names the file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileFileTest {
    @TempDir
    Path folder;
    private GraphRunner runner;

    @BeforeAll
    void start() {
        runner = new DjlRunner(1);
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    private Network open(byte[] bytes) throws IOException {
        return new ModelLibrary(runner).open(Files.write(folder.resolve("hostile.onnx"), bytes), Map.of());
    }

    private String refused(byte[] bytes) {
        String message = assertThrows(BadNetworkException.class, () -> open(bytes)).getMessage();
        assertTrue(message.contains("hostile.onnx"), message);
        assertFalse(message.contains("\n"), message);
        return message;
    }

    private static byte[] twin() throws IOException {
        try (InputStream stream = HostileFileTest.class.getResourceAsStream("/assets/networks/twin-bn.onnx")) {
            return stream.readAllBytes();
        }
    }

    private static TinyModel relu() {
        return new TinyModel().input("x", -1, 3, 8, 8).node("Relu", "x", "y").output("y");
    }

    @Test
    void truncatedAnywhere() throws IOException {
        byte[] whole = twin();
        for (int i = 0; i < 100; i++) refused(Arrays.copyOf(whole, (int) ((long) whole.length * i / 100)));
    }

    @Test
    void randomlyChanged() throws IOException {
        byte[] whole = twin();
        Random random = new Random(42);
        int refused = 0;
        for (int i = 0; i < 60; i++) {
            byte[] changed = whole.clone();
            for (int flips = 0; flips < 3; flips++) {
                // The nodes stand in the first 6,500 bytes; all but a few of the others are weights.
                int where = i % 3 == 0 ? random.nextInt(changed.length) : random.nextInt(6500);
                changed[where] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                open(changed);
            } catch (BadNetworkException e) {
                refused++;
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
            }
        }
        assertTrue(refused > 10, "the changes hit nothing that matters");
    }

    @Test
    void noNetworkAtAll() {
        assertTrue(refused(new byte[0]).contains("empty"));
        assertTrue(refused("# A page of text\nnot a network\n".getBytes()).contains("no ONNX network"));
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        refused(noise);
        refused(new byte[100_000]);
    }

    @Test
    void missingOrFolder() {
        ModelLibrary library = new ModelLibrary(runner);
        Path missing = folder.resolve("missing.onnx");
        assertTrue(assertThrows(BadNetworkException.class, () -> library.open(missing, Map.of())).getMessage()
            .contains("does not exist"));
        assertThrows(BadNetworkException.class, () -> library.open(folder, Map.of()));
        assertThrows(BadNetworkException.class, () -> library.open("nul\0.onnx", Map.of()));
        assertTrue(assertThrows(BadNetworkException.class, () -> library.open("builtin:none", Map.of()))
            .getMessage().contains("twin-bn"));
    }

    @Test
    void hugeFileIsNotRead() throws IOException {
        Path huge = folder.resolve("huge.onnx");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(5L << 30);
        }
        String message = assertThrows(BadNetworkException.class,
            () -> new ModelLibrary(runner).open(huge, Map.of())).getMessage();
        assertTrue(message.contains("2048 MB"), message);
    }

    @Test
    void cycle() {
        assertTrue(refused(relu().node("Add", "x b", "a").node("Relu", "a", "b").bytes())
            .contains("waits for its own result"));
    }

    @Test
    void valueThatNothingWrites() {
        assertTrue(refused(relu().node("Add", "x nowhere", "z").bytes()).contains("nowhere"));
    }

    @Test
    void valueThatTwoNodesWrite() {
        assertTrue(refused(relu().node("Sigmoid", "x", "y").bytes()).contains("two nodes write"));
    }

    @Test
    void unknownOperatorAndDomain() {
        String unknown = refused(new TinyModel().input("x", 1, 3, 8, 8)
            .node("Frobnicate", "x", "y").output("y").bytes());
        assertTrue(unknown.contains("uses the operator Frobnicate"), unknown);
        NodeProto foreign = NodeProto.newBuilder().setOpType("Twist").setDomain("com.example").addInput("x")
            .addOutput("y").build();
        String domain = refused(new TinyModel().domain("com.example").input("x", 1, 3, 8, 8)
            .node(foreign).output("y").bytes());
        assertTrue(domain.contains("uses the operator com.example:Twist"), domain);
    }

    /** What the engine's compiler says of its own functions is no cause. */
    @Test
    void refusalsNameTheCauseWithoutSignatures() {
        String said = refused(new TinyModel().opset(13).input("x", 1, 3, 8, 8).node("NonZero", "x", "n")
            .node("ReduceMax", "n", "m", TinyModel.integers("axes", 1), TinyModel.integer("keepdims", 0))
            .node("Pad", "x m", "y").output("y").bytes());
        assertTrue(said.contains("pads") && !said.contains("[with"), said);
    }

    /** ONNX Runtime runs them, but channel 1 of the third row does not lie where the shape says. */
    @Test
    void mapsInBlocksOfChannels() {
        NodeProto blocked = NodeProto.newBuilder().setOpType("Conv").setDomain("com.microsoft.nchwc").addInput("x")
            .addInput("w").addOutput("b").build(), back = NodeProto.newBuilder().setOpType("ReorderOutput")
                .setDomain("com.microsoft.nchwc").addInput("b").addOutput("y").addAttribute(TinyModel.integer(
                    "channels", 8)).build();
        String said = refused(new TinyModel().domain("com.microsoft.nchwc").input("x", 1, 3, 8, 8)
            .weights("w", new int[] {16, 3, 1, 1}, new float[48]).node(blocked).node(back).output("y").bytes());
        assertTrue(said.contains("was optimized by ONNX Runtime for one kind of processor"), said);
    }

    @Test
    void versionsOfTheFuture() {
        assertTrue(refused(relu().opset(999).bytes()).contains("999"));
        assertTrue(refused(relu().irVersion(999).bytes()).contains("999"));
    }

    @Test
    void weightsThatAreNoNumbers() {
        byte[] bytes = new TinyModel().input("x", 1, 3, 8, 8)
            .weights("w", new int[] {1, 3, 1, 1}, 1, Float.NaN, 1).node("Conv", "x w", "y").output("y").bytes();
        assertTrue(refused(bytes).contains("NaN"));
    }

    /** The engine tells the shapes of these, and refuses them only when they run. */
    @Test
    void weightsThatDoNotGoWithTheirInput() {
        float[] cells = new float[4 * 5];
        for (String what : new String[] {"channels", "offsets"}) {
            TinyModel model = new TinyModel().input("x", 1, 3, 8, 8).weights("w", what.equals("channels")
                ? new int[] {4, 5, 1, 1} : new int[] {4, 3, 1, 1}, what.equals("channels") ? cells
                : Arrays.copyOf(cells, 12)).weights("o", new int[] {what.equals("offsets") ? 5 : 4},
                    Arrays.copyOf(cells, what.equals("offsets") ? 5 : 4)).node("Conv", "x w o", "c");
            String message = refused(model.output("c").bytes());
            assertTrue(message.contains("cannot run"), message);
        }
    }

    @Test
    void weightsThatDoNotFillTheirShape() {
        byte[] bytes = new TinyModel().input("x", 1, 3, 8, 8)
            .weights("w", new int[] {1, 3, 1000, 1000}, 1, 2, 3).node("Conv", "x w", "y").output("y").bytes();
        assertTrue(refused(bytes).contains("do not fill"));
    }

    @Test
    void inputsThatTakeNoPicture() {
        assertTrue(refused(new TinyModel().input("x", 1, 16).node("Relu", "x", "y").output("y").bytes())
            .contains("takes a picture"));
        assertTrue(refused(new TinyModel().input("x", 1, 16, 8, 8).node("Relu", "x", "y").output("y").bytes())
            .contains("takes a picture"));
        assertTrue(refused(new TinyModel().input("x", 1, 3, 100_000, 100_000).node("Relu", "x", "y").output("y")
            .bytes()).contains("100000"));
    }

    @Test
    void mapsTooLargeForAnyMemory() {
        for (long pad : new long[] {20_000, 9_000_000, 1L << 40}) {
            byte[] bytes = new TinyModel().input("x", 1, 3, 8, 8).weights("w", new int[] {1, 3, 1, 1}, 1, 1, 1)
                .node("Conv", "x w", "y", TinyModel.integers("pads", pad, pad, pad, pad)).output("y").bytes();
            refused(bytes);
        }
    }

    private static TensorProto external(String location, long offset, long length) {
        return TensorProto.newBuilder().setName("w").setDataType(1).addDims(1).addDims(3).addDims(1).addDims(1)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(entry("location", location)).addExternalData(entry("offset", String.valueOf(offset)))
            .addExternalData(entry("length", String.valueOf(length))).build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private static byte[] withExternal(TensorProto weights) {
        return new TinyModel().input("x", 1, 3, 8, 8).weights(weights).node("Conv", "x w", "y").output("y").bytes();
    }

    @Test
    void externalDataInsideTheFolderIsLoaded() throws IOException {
        ByteBuffer cells = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putDouble(0).putFloat(1)
            .putFloat(2).putFloat(3);
        Files.write(folder.resolve("weights.bin"), cells.array());
        Network network = open(withExternal(external("weights.bin", 8, 12)));
        float[] ones = new float[3 * 64];
        Arrays.fill(ones, 1);
        Activations run = network.run(runner, Tensor.of(Shape.of(1, 3, 8, 8), ones), network.outputs());
        assertEquals(6, run.get("y").at(0, 0, 0, 0));
    }

    @Test
    void externalDataOutsideTheFolderIsNotRead() throws IOException {
        Files.write(folder.resolveSibling("secret.bin"), new byte[12]);
        assertTrue(refused(withExternal(external("../secret.bin", 0, 12))).contains("outside its own folder"));
        assertTrue(refused(withExternal(external("/etc/passwd", 0, 12))).contains("outside its own folder"));
        assertTrue(refused(withExternal(external("", 0, 12))).contains("outside its own folder"));
        Files.createSymbolicLink(folder.resolve("link.bin"), folder.resolveSibling("secret.bin"));
        assertTrue(refused(withExternal(external("link.bin", 0, 12))).contains("outside its own folder"));
        Files.delete(folder.resolveSibling("secret.bin"));
    }

    @Test
    void externalDataThatIsMissingOrTooShort() throws IOException {
        assertTrue(refused(withExternal(external("missing.bin", 0, 12))).contains("missing.bin"));
        Files.write(folder.resolve("short.bin"), new byte[4]);
        assertTrue(refused(withExternal(external("short.bin", 0, 12))).contains("too short"));
        assertTrue(refused(withExternal(external("short.bin", Long.MAX_VALUE, Long.MAX_VALUE))).contains("too short"));
        assertTrue(refused(withExternal(external("short.bin", -4, 12))).contains("too short"));
    }

    /** ONNX Runtime looks for the zero point where there is none, and takes the whole program with it. */
    @Test
    void wholeNumbersWithoutTheirZeroPoint() throws IOException {
        TensorProto.Builder cells = TensorProto.newBuilder().setName("q").setDataType(3);
        for (int extent : new int[] {2, 3, 1, 1}) cells.addDims(extent);
        for (int cell : new int[] {1, 2, 3, -4, -5, -6}) cells.addInt32Data(cell);
        float[] ones = new float[3 * 64];
        Arrays.fill(ones, 1);
        Network network = open(new TinyModel().input("x", 1, 3, 8, 8).weights(cells.build())
            .weights("scale", new int[] {2}, .5f, 2).weights("one", new int[] {2}, 1, 1)
            .weights("zero", new int[] {2}, 0, 0).node("DequantizeLinear", "q scale", "w", TinyModel.integer("axis", 0))
            .node("Conv", "x w", "c").node("BatchNormalization", "c one zero zero one", "n",
                TinyModel.real("epsilon", 0)).node("Relu", "n", "y").output("y").bytes());
        Activations run = network.run(runner, Tensor.of(Shape.of(1, 3, 8, 8), ones), List.of("c", "n", "y"));
        assertEquals(3, run.get("c").at(0, 0, 0, 0));
        assertEquals(-30, run.get("n").at(0, 1, 0, 0), 1e-4);
        assertEquals(0, run.get("y").at(0, 1, 0, 0));
    }

    @Test
    void aSoundNetworkOpensAfterAllThat() {
        assertDoesNotThrow(() -> open(relu().bytes()));
    }
}
