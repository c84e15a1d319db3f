package org.normscope.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Files put together byte by byte, and the golden ones with other sizes in their headers. */
final class PictureBytes {
    private PictureBytes() { }

    /** With the mark of a key frame, which the decoder asks for before it tells the size. */
    static byte[] header(byte[] frame) {
        frame[3] = (byte) 0x9D;
        frame[4] = 0x01;
        frame[5] = 0x2A;
        return frame;
    }

    /** With a copy of the first directory at the end, that has these entries too, each of one long 1. */
    static byte[] withTags(byte[] tiff, int directory, int entries, int... tags) {
        ByteBuffer file = ByteBuffer.allocate(tiff.length + 2 + 12 * (entries + tags.length) + 4)
            .order(ByteOrder.LITTLE_ENDIAN);
        file.put(tiff).putInt(4, tiff.length).putShort((short) (entries + tags.length));
        for (int tag : tags) if (tag < 300) file.putShort((short) tag).putShort((short) 4).putInt(1).putInt(1);
        file.put(tiff, directory + 2, 12 * entries);
        for (int tag : tags) if (tag >= 300) file.putShort((short) tag).putShort((short) 4).putInt(1).putInt(1);
        return file.array();
    }

    /** Of chunks: name, bytes, name, bytes ... */
    static byte[] webp(Object... chunks) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < chunks.length; i += 2) {
            byte[] data = (byte[]) chunks[i + 1];
            body.writeBytes(((String) chunks[i]).getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(data.length).array());
            body.writeBytes(data);
        }
        return ByteBuffer.allocate(12 + body.size()).order(ByteOrder.LITTLE_ENDIAN)
            .put("RIFF".getBytes(StandardCharsets.US_ASCII))
            .putInt(4 + body.size()).put("WEBP".getBytes(StandardCharsets.US_ASCII)).put(body.toByteArray()).array();
    }

    /** A gray PNG with that header and these bytes, deflated, as its pixels. */
    static byte[] png(int width, int height, byte[] pixels) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 0, 0, 0, 0});
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        file.writeBytes(chunk("IHDR", header.array()));
        file.writeBytes(chunk("IDAT", deflated(pixels)));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream stream = new DeflaterOutputStream(packed, new Deflater(9))) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length);
        chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + data.length);
        return chunk.putInt((int) crc.getValue()).array();
    }

    static byte[] jpegOf(int size) throws IOException {
        byte[] jpeg = golden("rgb.jpg");
        for (int i = 2; i < jpeg.length; i += 2 + (jpeg[i + 2] & 255) * 256 + (jpeg[i + 3] & 255)) {
            if ((jpeg[i + 1] & 255) != 0xC0) continue;
            ByteBuffer.wrap(jpeg).putShort(i + 5, (short) size).putShort(i + 7, (short) size);
            return jpeg;
        }
        throw new IllegalStateException("no SOF0");
    }

    static byte[] gifOf(int size) throws IOException {
        byte[] gif = golden("rgb.gif");
        int frame = 13 + (3 << (gif[10] & 7) + 1);
        while (gif[frame] == 0x21) { // Extensions, which the writer may put before the frame.
            frame += 2;
            while (gif[frame] != 0) frame += 1 + (gif[frame] & 255);
            frame++;
        }
        ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN).putShort(frame + 5, (short) size)
            .putShort(frame + 7, (short) size);
        return gif;
    }

    static byte[] bmpOf(int size) throws IOException {
        byte[] bmp = golden("rgb.bmp");
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, size).putInt(22, size);
        return bmp;
    }

    static byte[] golden(String name) throws IOException {
        try (var file = PictureBytes.class.getResourceAsStream("read/" + name)) {
            return file.readAllBytes();
        }
    }
}
