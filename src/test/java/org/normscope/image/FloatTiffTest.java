package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Levels as numbers with a fraction, which may go beyond black and white. */
class FloatTiffTest {
    private static final int SHORT = 3, LONG = 4, HEADER = 8, TAGS = 10;

    private final List<String> told = new ArrayList<>();

    /** Three gray pixels in R G B, by hand: TIFF 6.0, sections 2 and 6, sample format 3. */
    private static byte[] tiff(float... levels) {
        int bits = HEADER + 2 + 12 * TAGS + 4, formats = bits + 6, data = formats + 6;
        ByteBuffer file = ByteBuffer.allocate(data + 12 * levels.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(HEADER).putShort((short) TAGS);
        int[][] tags = {{256, LONG, 1, levels.length}, {257, LONG, 1, 1}, {258, SHORT, 3, bits}, {259, SHORT, 1, 1},
            {262, SHORT, 1, 2}, {273, LONG, 1, data}, {277, SHORT, 1, 3}, {278, LONG, 1, 1},
            {279, LONG, 1, 12 * levels.length}, {339, SHORT, 3, formats}};
        for (int[] tag : tags) file.putShort((short) tag[0]).putShort((short) tag[1]).putInt(tag[2]).putInt(tag[3]);
        file.putInt(0);
        for (int i = 0; i < 3; i++) file.putShort((short) 32);
        for (int i = 0; i < 3; i++) file.putShort((short) 3);
        for (float level : levels) for (int c = 0; c < 3; c++) file.putFloat(level);
        return file.array();
    }

    private int[] grays(float... levels) {
        told.clear();
        Pixels read = PictureFile.read(tiff(levels), 0, "sky.tif", fault -> told.add(fault.getMessage()));
        int[] grays = new int[levels.length];
        for (int i = 0; i < grays.length; i++) grays[i] = read.argb()[i] & 255;
        return grays;
    }

    /** The same in a single channel, of 16 or 32 bits. @param format 2 with a sign, 3 with a fraction, 1 neither */
    private int[] gray(int format, int bits, Number... levels) {
        int bytes = bits / 8 * levels.length, data = HEADER + 2 + 12 * TAGS + 4;
        ByteBuffer file = ByteBuffer.allocate(data + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(HEADER).putShort((short) TAGS);
        int[][] tags = {{256, LONG, 1, levels.length}, {257, LONG, 1, 1}, {258, SHORT, 1, bits}, {259, SHORT, 1, 1},
            {262, SHORT, 1, 1}, {273, LONG, 1, data}, {277, SHORT, 1, 1}, {278, LONG, 1, 1}, {279, LONG, 1, bytes},
            {339, SHORT, 1, format}};
        for (int[] tag : tags) file.putShort((short) tag[0]).putShort((short) tag[1]).putInt(tag[2]).putInt(tag[3]);
        file.putInt(0);
        for (Number level : levels) {
            if (format == 3) file.putFloat(level.floatValue());
            else if (bits == 16) file.putShort(level.shortValue());
            else file.putInt(level.intValue());
        }
        told.clear();
        Pixels read = PictureFile.read(file.array(), 0, "depth.tif", fault -> told.add(fault.getMessage()));
        return IntStream.of(read.argb()).map(argb -> argb & 255).toArray();
    }

    @Test
    void grayIsNoBrighterThanTheSameInThreeColours() {
        assertArrayEquals(new int[] {0, 51, 102}, gray(3, 32, 0, .2f, .4f));
        assertEquals(List.of(), told);
    }

    /** As of depths and of labels: of 32 bits the lowest few are used, which would be black. */
    @Test
    void wholeNumbersThatMayMeanAnythingAreScaledAndThatIsSaid() {
        assertArrayEquals(new int[] {0, 51, 255}, gray(1, 32, 0, 200, 1000));
        assertTrue(told.get(0).startsWith("depth.tif: its levels go from 0.000 to 1000"), told.get(0));
        assertArrayEquals(new int[] {0, 102, 255}, gray(2, 32, -100, 100, 400));
        assertArrayEquals(new int[] {0, 102, 255}, gray(2, 16, -100, 100, 400));
        assertEquals(1, told.size());
        assertArrayEquals(new int[] {0, 128, 255}, gray(1, 16, 0, 32768, 65535));
        assertEquals(List.of(), told);
    }

    /** L*a*b* of CIE, ICC and ITU, as Photoshop and PIL write them. */
    @Test
    void labIsRefused() {
        for (int colours : new int[] {8, 9, 10}) {
            byte[] file = tiff(.2f);
            file[HEADER + 2 + 12 * 4 + 8] = (byte) colours;
            BadPictureException refusal = assertThrows(BadPictureException.class, () -> PictureFile.read(file, 0,
                "lab.tif", told -> { }));
            assertEquals("lab.tif is a picture in the Lab format, which NormScope does not read. Open it in an image "
                + "viewer and save it as PNG or JPEG.", refusal.getMessage());
        }
    }

    @Test
    void levelsFromBlackToWhiteAreReadAsTheyAre() {
        assertArrayEquals(new int[] {0, 51, 102}, grays(0, .2f, .4f));
        assertEquals(List.of(), told);
    }

    @Test
    void levelsBeyondWhiteAreScaledAndThatIsSaid() {
        assertArrayEquals(new int[] {0, 51, 255}, grays(0, 200, 1000));
        assertEquals(1, told.size());
        assertTrue(told.get(0).startsWith("sky.tif: its levels go from 0.000 to 1000"), told.get(0));
        assertArrayEquals(new int[] {0, 102, 255}, grays(-1, 1, 4));
        assertArrayEquals(new int[] {0, 255, 255}, grays(Float.NaN, 2, Float.POSITIVE_INFINITY));
    }
}
