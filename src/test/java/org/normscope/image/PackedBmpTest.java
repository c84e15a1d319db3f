package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BMP in runs: cut anywhere it is refused, or nothing is missing. The decoder alone leaves rows black. */
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
