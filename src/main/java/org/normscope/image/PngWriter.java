package org.normscope.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A PNG file put together of chunks. */
final class PngWriter {
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    PngWriter() {
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    }

    PngWriter chunk(String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length);
        chunk.put(type.getBytes(StandardCharsets.ISO_8859_1)).put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + data.length);
        file.writeBytes(chunk.putInt((int) crc.getValue()).array());
        return this;
    }

    byte[] bytes() {
        return file.toByteArray();
    }
}
