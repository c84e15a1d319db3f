package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.image.PictureBytes.golden;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.text.Language;

/** PNG files cut off at every byte: all pixels are there and it is said what is missing, or the file is refused. */
class PngEndTest {
    private static final int END = 12;

    @ParameterizedTest
    @ValueSource(strings = {"rgb.png", "rgba.png", "palette.png", "bilevel.png", "gray16.png", "gray-alpha.png",
        "turned.png"})
    void readWithANoticeOrRefused(String name) throws IOException {
        byte[] whole = golden(name);
        int[] pixels = PictureFile.read(whole, "whole.png").argb();
        int read = 0;
        for (int length = whole.length - 1; length > 8; length -= length > whole.length - 200 ? 1 : 37) {
            List<String> notices = new ArrayList<>();
            try {
                assertArrayEquals(pixels, PictureFile.read(Arrays.copyOf(whole, length), 0, "cut.png", notice ->
                    notices.add(notice.message(Language.ENGLISH))).argb(), name + " cut to " + length);
                assertEquals(List.of("cut.png lacks the mark of its end. All its pixels are there."), notices);
                read++;
            } catch (BadPictureException e) {
                assertTrue(e.getMessage().startsWith("cut.png ends before the picture does"), e.getMessage());
                assertTrue(length < whole.length - END, name + " cut to " + length);
            }
        }
        assertTrue(read >= END && read < whole.length / 2, read + " read");
    }

    /** Of a moving one those frames are read that are whole, as they are in the whole file. */
    @Test
    void framesBeforeTheEnd() throws IOException {
        byte[] whole;
        try (InputStream file = PngEndTest.class.getResourceAsStream("frames/after0-1.png")) {
            whole = file.readAllBytes();
        }
        int frames = PictureFile.frames(whole), most = frames, last = 0;
        List<int[]> wanted = new ArrayList<>();
        for (int i = 0; i < frames; i++) wanted.add(PictureFile.read(whole, i, "whole.png", notice -> { }).argb());
        for (int length = whole.length - 1; length > 8; length -= length > whole.length - 40 ? 1 : 11) {
            byte[] cut = Arrays.copyOf(whole, length);
            int count = PictureFile.frames(cut);
            assertTrue(count <= most, count + " frames of " + length + " bytes");
            most = count;
            last = Math.max(last, length < whole.length - END ? count : 0);
            try {
                for (int i = 0; i < count; i++) {
                    assertArrayEquals(wanted.get(i), PictureFile.read(cut, i, "cut.png", notice -> { }).argb(),
                        "frame " + i + " of " + length + " bytes");
                }
            } catch (BadPictureException e) {
                assertTrue(count <= 1 && e.getMessage().startsWith("cut.png ends before"), e.getMessage());
            }
        }
        assertEquals(frames, PictureFile.frames(Arrays.copyOf(whole, whole.length - END)), "all but IEND");
        assertTrue(last > 1 && most <= 1, "frames come one by one");
        List<String> notices = new ArrayList<>();
        PictureFile.read(Arrays.copyOf(whole, whole.length - 1), 1, "cut.png", notice -> notices.add(notice.message(
            Language.ENGLISH)));
        assertEquals(List.of("cut.png lacks its end. The " + frames + " frames before it are there."), notices);
    }

    /** What stands behind the pixels may be missing, too; wrong pixels are wrong. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 12, 20})
    void aTextBehindThePixels(int missing) throws IOException {
        byte[] whole = golden("rgb.png"), text = new PngWriter().chunk("tEXt", new byte[] {65, 0, 66}).bytes();
        byte[] longer = Arrays.copyOf(whole, whole.length + text.length - 8);
        System.arraycopy(text, 8, longer, whole.length - END, text.length - 8);
        System.arraycopy(whole, whole.length - END, longer, longer.length - END, END);
        assertArrayEquals(PictureFile.read(whole, "whole.png").argb(),
            PictureFile.read(Arrays.copyOf(longer, longer.length - missing), "cut.png").argb());
    }

    /** libpng passes over texts and dates with wrong checksums; pixels with one are no others' end. */
    @Test
    void wrongChecksums() throws IOException {
        byte[] whole = golden("rgb.png"), text = new PngWriter().chunk("tEXt", new byte[] {65, 0, 66}).bytes();
        int header = 8 + 25, size = text.length - 8;
        byte[] longer = Arrays.copyOf(whole, whole.length + size);
        System.arraycopy(text, 8, longer, header, size);
        longer[header + size - 1] ^= 1;
        System.arraycopy(whole, header, longer, header + size, whole.length - header);
        assertArrayEquals(PictureFile.read(whole, "whole.png").argb(), PictureFile.read(longer, "text.png").argb());
        whole[whole.length - END - 1] ^= 1;
        String said = assertThrows(BadPictureException.class, () -> PictureFile.read(whole, "pixels.png"))
            .getMessage();
        assertTrue(said.startsWith("pixels.png is damaged"), said);
    }
}
