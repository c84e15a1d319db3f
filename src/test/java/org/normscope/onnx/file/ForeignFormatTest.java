package org.normscope.onnx.file;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.normscope.onnx.BadNetworkException;
import org.normscope.onnx.TinyModel;

/** Files that are called .onnx and are something else are called what they are. */
class ForeignFormatTest {

    @Test
    void eachIsToldByItsBytes() throws IOException {
        tells("Git LFS", text("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 132735\n"));
        tells("web page", text("\n<!DOCTYPE html><html><head><title>404</title>"));
        tells("web page", text("<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\">"));
        tells("server's answer", text("<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>"));
        tells("web page", text("<html lang=\"en\">"));
        tells("XML", text("<?xml version=\"1.0\"?><annotation><filename>a.jpg</filename></annotation>"));
        tells(".ort", bytes(0x24, 0, 0, 0, 'O', 'R', 'T', 'M', 0, 0));
        tells("TensorFlow Lite", bytes(0x1c, 0, 0, 0, 'T', 'F', 'L', '3', 0, 0));
        tells("Keras", bytes(0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'));
        tells("PyTorch", bytes(0x80, 2, 0x8a, 10, 'l'));
        tells("Python pickle", text("\u0080\u0004\u0095\u0018\0\0\0\0\0\0\0}\u0094\u008c\u0003arr\u0094K\u0001s."));
        tells("PyTorch", text("\u0080\u0002ctorch._utils\n_rebuild_tensor_v2\nq\0"));
        tells("ExecuTorch", bytes(0x1c, 0, 0, 0, 'E', 'T', '1', '2', 0, 0));
        tells("NumPy", bytes(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0));
        tells("is a picture", bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'));
        tells("is a picture", bytes(0xff, 0xd8, 0xff, 0xe0, 0, 16));
        tells("is a picture", text("RIFF\u0024\0\0\0WEBPVP8 "));
        tells("PaddlePaddle", text("\0".repeat(16) + "\6\0\0\0\u0008\5\u0010\u0040"));
        tells("OpenVINO", text("<?xml version=\"1.0\"?>\n<net name=\"n\" version=\"11\"><layers><layer id=\"0\"/>"));
        tells("TensorRT", text("ptrt\0\0\0\0\u0008\u0001"));
        tells("TensorRT", text("ftrt\u0018\0\0\0\u0001\0"));
        tells("Darknet", bytes(0, 0, 0, 0, 2, 0, 0, 0, 5, 0, 0, 0, 0, 0x7d, 0, 0));
        tells("safetensors", text("\u0010\0\0\0\0\0\0\0{\"w\":{\"dtype\":\"F32\"}}"));
    }

    /** Other networks and other things, one of each beginning; the numbers of GGML and ncnn as they lie in files. */
    @Test
    void othersAreToldByTheirBeginning() throws IOException {
        for (String start : new String[] {"RKNN\0\0\0\0", "IMOD\0\0", "\u0001HEF\0"}) {
            tells("one kind of chip", text(start));
        }
        for (String start : new String[] {"GGUF\3\0\0\0", "lmgg\1\0", "tjgg\1\0"}) tells("GGUF", text(start));
        tells("document", text("%PDF-1.7\n%\u00e2\u00e3\n"));
        tells("document", text("{\\rtf1\\ansi hello}"));
        tells("program", text("\u007fELF\2\1\1\0"));
        tells("program", text("SQLite format 3\0"));
        tells("film or a sound", text("\0\0\0 ftypisom\0\0\2\0"));
        tells("film or a sound", text("RIFF\0\0\0\0WAVEfmt "));
        tells("is a picture", text("\0\0\0 ftypheic\0\0\0\0"));
        tells("is a picture", text("BMv\3" + "\0".repeat(6) + "v\0\0\0"));
        tells("MATLAB", text("MATLAB 5.0 MAT-file, Platform: GLNXA64"));
        tells("ncnn", bytes(0xdd, 0x85, 0x76, 0, 3, 0, 0, 0));
        tells("ncnn", text("3 3\nInput data 0 1 data 0=224\n"));
        tells("TensorRT", text("\u0013\0\0\0{\"description\": \"\"}ftrt\u0018\0"));
        tells("safetensors", text("\u0012\0\0\0\0\0\0\0{ \"w\":{\"dtype\":\"F32\"}}"));
        tells("TensorFlow checkpoint", text("\0\0\5\0\u0008\1\u0012" + "W\u00fb\u0080\u008b$uG\u00db"));
        tells("TensorFlow checkpoint", text("model_checkpoint_path: \"model.ckpt\"\n"));
        tells("plain text", "Schöne Grüße, das ist Text\n".getBytes(StandardCharsets.UTF_8));
        tells("plain text", "\ufeffhello".getBytes(StandardCharsets.UTF_16LE));
        tells("document", zip("[Content_Types].xml", "word/document.xml"));
    }

    /** What has no beginning of its own is told by its ending, and weights by being numbers. */
    @Test
    void whatBytesDoNotTellItsEndingDoes() {
        byte[] nothing = text("\u0020\0\0\0\0\0\0\0\u00ff\u00ee\u00dd");
        for (String[] told : new String[][] {{"net.mnn", "mobile runtime"}, {"net.rknn", "one kind of chip"},
            {"model.ckpt.data-00000-of-00001", "TensorFlow checkpoint"}, {"net.plan", "TensorRT"},
            {"net.onnx.data", "weights without a network"}, {"net.bin", "weights without a network"},
            {"net.onnx", "no ONNX network"}}) {
            assertTrue(refusal(nothing, told[0]).contains(told[1]), refusal(nothing, told[0]));
        }
        ByteBuffer numbers = ByteBuffer.allocate(4000).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 1000; i++) numbers.putFloat((float) Math.sin(i));
        assertTrue(refusal(numbers.array(), "net.onnx").contains("weights without a network"));
        assertTrue(refusal(new byte[4000], "net.onnx").contains("no ONNX network"));
    }

    private static String refusal(byte[] file, String name) {
        return assertThrows(BadNetworkException.class, () -> GraphFile.read(file, name)).getMessage();
    }

    @Test
    void textsAreToldByTheirWords() {
        tells("Darknet", text("# yolo\n\n[net]\nbatch=1\n[convolutional]\nfilters=16\n"));
        tells("ncnn", text("7767517\n3 3\nInput data 0 1 data\n"));
        tells("Caffe", text("name: \"LeNet\"\ninput: \"data\"\nlayer {\n  name: \"conv1\"\n}\n"));
        tells("Caffe", text("layers {\n  name: \"data\"\n  type: DATA\n}\n"));
        tells("TensorFlow network", text("node {\n  name: \"x\"\n  op: \"Placeholder\"\n}\n"));
        tells("TensorFlow.js", text("{\"format\": \"graph-model\", \"modelTopology\": {\"node\": []}}"));
        tells("written as text", text("{\n  \"irVersion\": \"8\",\n  \"graph\": {}}"));
        tells("written as text", text("ir_version: 8\nproducer_name: \"pytorch\"\ngraph {\n"));
        tells("written as text", text("<\n  ir_version: 8,\n  opset_import: [\"\" : 18]\n>\nagraph (float[N] x)"));
        tells("Keras", text("{\"class_name\": \"Functional\", \"config\": {}}"));
        tells("MXNet", text("{\n  \"nodes\": [{\"op\": \"null\", \"name\": \"data\"}]}"));
        tells("PaddlePaddle", text("{\"base_code\":{\"magic\":\"pir\",\"version\":1},\"program\":{}}"));
        tells("plain text", text("Not Found\n"));
        tells("plain text", text("import torch\n\nclass Net(torch.nn.Module):\n    pass\n"));
        tells("JSON", text("{\"size\": 224}"));
        tells("JSON", text("[\"a\", \"b\"]"));
    }

    /** By the numbers of their fields, written here as their own schemas count them. */
    @Test
    void messagesAreToldByTheirFields() {
        ByteString node = message(1, text("input")).concat(message(2, text("Placeholder")));
        tells("TensorFlow network", message(1, node.toByteArray()).toByteArray());
        tells("TensorFlow network", number(1, 1).concat(message(2, message(1, message(4, text("serve")).toByteArray())
            .concat(message(2, message(1, node.toByteArray()).toByteArray())).toByteArray())).toByteArray());
        ByteString layer = message(1, text("conv1")).concat(message(2, text("Convolution")));
        ByteString operator = message(1, message(1, text("Input")).concat(message(2, text("x"))).toByteArray())
            .concat(message(3, text("conv2d")));
        tells("PaddlePaddle", message(1, number(1, 0).concat(number(2, -1)).concat(message(4, operator.toByteArray()))
            .toByteArray()).concat(message(4, number(1, 0).toByteArray())).toByteArray());
        tells("Caffe", message(1, text("AlexNet")).concat(message(100, layer.toByteArray())).toByteArray());
        tells("Caffe", message(1, text("LeNet")).concat(message(2, layer.toByteArray())).toByteArray());
        tells("Caffe", message(100, layer.toByteArray()).toByteArray());
        ByteString described = message(1, message(1, text("image")).toByteArray());
        for (int kind : new int[] {303, 403, 500, 502}) {
            tells("Core ML", number(1, 5).concat(message(2, described.toByteArray()))
                .concat(message(kind, new byte[] {10, 0})).toByteArray());
        }
    }

    private static ByteString number(int field, int value) {
        return UnknownFieldSet.newBuilder().addField(field, UnknownFieldSet.Field.newBuilder().addVarint(value).build())
            .build().toByteString();
    }

    private static ByteString message(int field, byte[] held) {
        return UnknownFieldSet.newBuilder().addField(field, UnknownFieldSet.Field.newBuilder()
            .addLengthDelimited(ByteString.copyFrom(held)).build()).build().toByteString();
    }

    @Test
    void archivesAreToldByWhatTheyHold() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new TinyModel().input("x", 1).node("Relu", "x", "y").output("y").bytes());
        }
        tells("packed", packed.toByteArray());
        tells("packed", zip("network.onnx"));
        for (String start : new String[] {"BZh91AY", "\u00fd7zXZ\0", "(\u00b5/\u00fd", "7z\u00bc\u00af'\u001c",
            "Rar!\u001a\7", "net.onnx" + "\0".repeat(249) + "ustar"}) tells("packed", text(start + "\0".repeat(20)));
        tells("PyTorch", zip("resnet/version", "resnet/data.pkl"));
        tells("Keras", zip("metadata.json", "config.json", "model.weights.h5"));
        tells("packed", Arrays.copyOf(zip("network.onnx"), 12));
        tells("without an .onnx in it", zip("readme.txt", "weights.bin"));
        tells("Core ML", zip("Manifest.json", "Data/com.apple.CoreML/model.mlmodel"));
        tells("NumPy", zip("a.npy", "b.npy"));
    }

    /** Entries that are stored and tell their lengths behind themselves, which a reader of streams cannot follow. */
    @Test
    void anArchiveAsTorchSaveWritesIt() {
        String local = "PK\3\4\0\0\u0008\u0008" + "\0".repeat(18) + "\u000e\0\4\0net/data/weight";
        String stored = local.substring(0, 26) + "\u000c\0\4\0net/data.pklFB\0\0" + "\u0080\2}q\0."
            + "PK\7\u0008" + "\0".repeat(12);
        tells("PyTorch", text(stored));
        tells("PyTorch", text(local + "FB\0\0" + "\1".repeat(200_000) + "PK\1\2" + "\0".repeat(24) + "\u000c\0"
            + "\0".repeat(16) + "net/data.pkl" + "PK\5\6" + "\0".repeat(18)));
    }

    @Test
    void aNetworkIsNoneOfThese() {
        assertTrue(ForeignFormat.of(new TinyModel().input("x", 1).node("Relu", "x", "y").output("y").bytes())
            .isEmpty());
        assertTrue(ForeignFormat.of(new byte[0]).isEmpty());
        byte[] whole = new TinyModel().input("x", 1).node("Relu", "x", "y").output("y").bytes();
        for (int length = 1; length < whole.length; length++) {
            assertTrue(ForeignFormat.of(Arrays.copyOf(whole, length)).isEmpty(), "cut to " + length);
        }
        for (int first = 0; first < 256; first++) ForeignFormat.of(new byte[] {(byte) first});
    }

    private static void tells(String kind, byte[] file) {
        String message = assertThrows(BadNetworkException.class, () -> GraphFile.read(file, "net.onnx")).getMessage();
        assertTrue(message.contains(kind) && message.contains("net.onnx"), message);
    }

    private static byte[] zip(String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
        return bytes;
    }
}
