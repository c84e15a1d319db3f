package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BMP in runs: cut anywhere it is refused, or nothing is missing. */
class PackedBmpTest {
    private static final int SIDE = 24;

    @ParameterizedTest
    @CsvSource({"BI_RLE8, 8", "BI_RLE4, 4"})
    void cutAnywhere(String packing, int bits) throws IOException {
        byte[] whole = packed(packing, bits);
        int[] picture = PictureFile.read(whole, "whole.bmp").argb();
        assertTrue(Arrays.stream(picture).distinct().count() > 3);
        int refused = 0;
        for (int length = 60; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                assertArrayEquals(picture, PictureFile.read(cut, "cut.bmp").argb(), "cut to " + length);
            } catch (BadPictureException e) {
                refused++;
            }
        }
        assertTrue(refused > whole.length - 200, refused + " of " + whole.length);
        BadPictureException half = assertThrows(BadPictureException.class, () -> PictureFile.read(Arrays.copyOf(whole,
            whole.length - 100), "half.bmp"));
        assertTrue(half.getMessage().contains("ends before the picture does"), half.getMessage());
    }

    /** What was never loaded is zeros, or the runs say that they end: the decoder leaves the rest black. */
    @ParameterizedTest
    @CsvSource({"BI_RLE8, 8, 0", "BI_RLE4, 4, 0", "BI_RLE8, 8, 1", "BI_RLE4, 4, 1"})
    void halfAPicture(String packing, int bits, int ends) throws IOException {
        byte[] half = packed(packing, bits);
        int at = row(half, SIDE / 2);
        Arrays.fill(half, at, half.length, (byte) 0);
        half[at + 1] = (byte) ends;
        BadPictureException cut = assertThrows(BadPictureException.class, () -> PictureFile.read(half, "half.bmp"));
        assertTrue(cut.getMessage().contains("ends before the picture does"), cut.getMessage());
    }

    /** Where a row begins: behind so many marks of a row's end, which stand between runs. */
    private static int row(byte[] file, int row) {
        int at = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(10), bits = file[28];
        for (int rows = 0; rows < row; ) {
            int count = file[at] & 0xFF, value = file[at + 1] & 0xFF, cells = bits == 8 ? value : (value + 1) / 2;
            if (count == 0 && value == 0) rows++;
            at += 2 + (count == 0 && value > 2 ? cells + cells % 2 : 0);
        }
        return at;
    }

    /** Runs, and cells that differ one by one. */
    private static byte[] packed(String packing, int bits) throws IOException {
        byte[] table = new byte[1 << bits];
        for (int i = 0; i < table.length; i++) table[i] = (byte) (255 - i * 255 / table.length);
        BufferedImage picture = new BufferedImage(SIDE, SIDE, bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED
            : BufferedImage.TYPE_BYTE_BINARY, new IndexColorModel(bits, table.length, table, table, table));
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) picture.getRaster().setSample(x, y, 0, y % 3 == 0 ? 5 : (x * 7 + y) % 13);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("bmp").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionType(packing);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), param);
        }
        return bytes.toByteArray();
    }
}
