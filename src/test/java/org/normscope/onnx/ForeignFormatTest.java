package org.normscope.onnx;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Files that are called .onnx and are something else are called what they are. */
class ForeignFormatTest {

    @Test
    void eachIsToldByItsBytes() throws IOException {
        tells("Git LFS", text("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 132735\n"));
        tells("web page", text("\n<!DOCTYPE html><html><head><title>404</title>"));
        tells("web page", text("<html lang=\"en\">"));
        tells("XML", text("<?xml version=\"1.0\"?><net name=\"n\" version=\"11\">"));
        tells(".ort", bytes(0x24, 0, 0, 0, 'O', 'R', 'T', 'M', 0, 0));
        tells("TensorFlow Lite", bytes(0x1c, 0, 0, 0, 'T', 'F', 'L', '3', 0, 0));
        tells("Keras", bytes(0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'));
        tells("PyTorch", bytes(0x80, 2, 0x8a, 10, 'l'));
        tells("safetensors", text("\u0010\0\0\0\0\0\0\0{\"w\":{\"dtype\":\"F32\"}}"));
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
    }

    @Test
    void aNetworkIsNoneOfThese() {
        assertTrue(ForeignFormat.of(new TinyModel().input("x", 1).node("Relu", "x", "y").output("y").bytes())
            .isEmpty());
        assertTrue(ForeignFormat.of(new byte[0]).isEmpty());
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
