package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands behind the colours of a TIFF (TIFF 6.0, section 18): opacity, perhaps in them already, or neither. */
class TiffOpacityTest {
    private static final int[] SAMPLES = {40, 20, 12, 100, 0, 0, 0, 0, 255, 128, 0, 255};

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"8, 0", "8, 1", "8, 2", "16, 0", "16, 1", "16, 2"})
    void samplesBehindTheColours(int bits, int what) throws IOException {
        Path file = Files.write(folder.resolve("opacity.tif"), tiff(bits, what));
        int[] whole = {0xFF28140C, 0xFF000000, 0xFFFF8000}, straight = {0x6428140C, 0, 0xFFFF8000},
            // 40, 20 and 12 of 100 are 102, 51 and 30.6 of 255
            divided = {0x6466331F, 0, 0xFFFF8000};
        assertArrayEquals(what == 0 ? whole : what == 1 ? divided : straight, PictureSource.open(file.toString())
            .argb());
    }

    private static byte[] tiff(int bits, int what) {
        int[][] tags = {{256, 4, 1, 3}, {257, 4, 1, 1}, {258, 3, 4, 200}, {259, 3, 1, 1}, {262, 3, 1, 2},
            {273, 4, 1, 300}, {277, 3, 1, 4}, {278, 4, 1, 1}, {279, 4, 1, 12 * bits / 8}, {338, 3, 1, what}};
        ByteBuffer file = ByteBuffer.allocate(300 + 12 * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) tags.length);
        for (int[] tag : tags) {
            file.putShort((short) tag[0]).putShort((short) tag[1]).putInt(tag[2]).putInt(tag[3]);
        }
        file.position(200);
        for (int i = 0; i < 4; i++) file.putShort((short) bits);
        file.position(300);
        for (int sample : SAMPLES) {
            if (bits == 8) file.put((byte) sample);
            else file.putShort((short) (257 * sample));
        }
        return file.array();
    }
}
