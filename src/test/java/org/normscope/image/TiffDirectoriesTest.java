package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a directory says is heard in TIFF and BigTIFF, in both orders of bytes, on every page. */
class TiffDirectoriesTest {
    private static final int SHORT = 3, LONG = 4, WIDTH = 256, HEIGHT = 257, BITS = 258, COMPRESSION = 259,
        COLOURS = 262, STRIPS = 273, SAMPLES = 277, ROWS = 278, BYTES = 279;

    /** Which tag of a page has another type or value than of a plain picture has, or is there beside these. */
    private record Oddity(int tag, int type, int value) {
        private static final Oddity NONE = new Oddity(COMPRESSION, SHORT, 1);
    }

    /** Pages of one gray pixel, of the level of their number, by hand. */
    private static byte[] tiff(boolean big, ByteOrder order, Oddity... pages) {
        int[][] plain = {{WIDTH, LONG, 1}, {HEIGHT, LONG, 1}, {BITS, SHORT, 8}, {COMPRESSION, SHORT, 1},
            {COLOURS, SHORT, 1}, {STRIPS, LONG, 0}, {SAMPLES, SHORT, 1}, {ROWS, LONG, 1}, {BYTES, LONG, 1}};
        int header = big ? 16 : 8, directory = (big ? 8 + 20 * 10 + 8 : 2 + 12 * 10 + 4) + 2;
        ByteBuffer file = ByteBuffer.allocate(header + directory * pages.length).order(order);
        file.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes());
        file.putShort((short) (big ? 43 : 42));
        if (big) file.putInt(8 << (order == ByteOrder.LITTLE_ENDIAN ? 0 : 16)).putLong(header);
        else file.putInt(header);
        for (int page = 0; page < pages.length; page++) {
            int start = file.position(), next = start + directory;
            Oddity odd = pages[page];
            List<int[]> tags = new ArrayList<>(List.of(plain));
            tags.removeIf(tag -> tag[0] == odd.tag);
            tags.add(new int[] {odd.tag, odd.type, odd.value});
            tags.sort(Comparator.comparingInt(tag -> tag[0]));
            if (big) file.putLong(tags.size());
            else file.putShort((short) tags.size());
            for (int[] tag : tags) {
                int end = file.position() + (big ? 20 : 12), value = tag[0] == STRIPS ? next - 1 : tag[2];
                file.putShort((short) tag[0]).putShort((short) tag[1]);
                if (big) file.putLong(1);
                else file.putInt(1);
                if (tag[1] == SHORT) file.putShort((short) value);
                else file.putInt(value);
                file.position(end);
            }
            int last = page == pages.length - 1 ? 0 : next;
            if (big) file.putLong(last);
            else file.putInt(last);
            file.put(next - 1, (byte) page);
            file.position(next);
        }
        return file.array();
    }

    private static List<byte[]> all(Oddity... pages) {
        return IntStream.range(0, 4).mapToObj(i ->
            tiff(i % 2 == 1, i < 2 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN, pages)).toList();
    }

    private static String refusal(byte[] file, int page) {
        return assertThrows(BadPictureException.class, () -> PictureFile.read(file, page, "odd.tif", told -> { }))
            .getMessage();
    }

    @ParameterizedTest
    @CsvSource({"262, 3, 8, in the Lab format", "262, 4, 9, in the Lab format", "262, 3, 10, in the Lab format",
        "259, 3, 34925, packed", "259, 3, 50000, packed", "259, 4, 34887, packed", "259, 3, 52546, packed",
        "50706, 4, 1, RAW"})
    void isRefusedInEachWidthAndOnEachPage(int tag, int type, int value, String words) {
        Oddity odd = new Oddity(tag, type, value);
        for (byte[] file : all(odd)) assertTrue(refusal(file, 0).contains(words), refusal(file, 0));
        for (byte[] file : all(Oddity.NONE, odd, Oddity.NONE)) {
            assertTrue(refusal(file, 1).contains(words), refusal(file, 1));
            assertEquals(3, PictureFile.frames(file));
            for (int page : new int[] {0, 2}) {
                assertArrayEquals(new int[] {0xFF000000 | page * 0x10101},
                    PictureFile.read(file, page, "even.tif", told -> { }).argb());
            }
        }
    }

    @Test
    void aRawPhotoIsOneOnEachPage() {
        for (byte[] file : all(new Oddity(50_706, LONG, 1), Oddity.NONE)) {
            for (int page = 0; page < 2; page++) assertTrue(refusal(file, page).contains("RAW"), refusal(file, page));
        }
    }

    /** Cut where the first directory is not whole, or longer than any file. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDirectoryThatIsNotWholeIsACut(boolean big) {
        byte[] whole = tiff(big, ByteOrder.LITTLE_ENDIAN, Oddity.NONE);
        for (int length = 9; length < (big ? 16 + 8 + 20 * 9 : 8 + 2 + 12 * 9); length++) {
            String told = refusal(Arrays.copyOf(whole, length), 0);
            assertTrue(told.contains("ends before"), told);
        }
        for (int i = 0; i < (big ? 8 : 2); i++) whole[(big ? 16 : 8) + i] = (byte) (i == 7 ? 0x7F : 0xFF);
        assertTrue(refusal(whole, 0).contains("ends before"), refusal(whole, 0));
    }
}
