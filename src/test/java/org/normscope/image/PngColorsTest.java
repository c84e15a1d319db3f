package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What colours a PNG's samples mean. Profiles are the JDK's linear one, whose right values are those of sRGB's formula
 * (IEC 61966-2-1), and that with two primaries exchanged, which exchanges two channels; Display P3's are CSS Color 4's.
 */
class PngColorsTest {
    private static final int[] SRGB = {31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000};
    private static final int[] SWAPPED = {31270, 32900, 30000, 60000, 64000, 33000, 15000, 6000};
    private static final int[] P3 = {31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000};

    private final int[] samples = {0, 10, 30, 60, 100, 128, 200, 230, 255, 77, 5, 180};

    @Test
    void withoutAWordSamplesAreSrgb() {
        assertArrayEquals(samples, read(png(8, 2).chunk("IDAT", rgb(1))));
        assertArrayEquals(samples,
            read(png(8, 2).chunk("gAMA", number(45455)).chunk("cHRM", numbers(SRGB)).chunk("IDAT", rgb(1))));
        assertArrayEquals(samples,
            read(png(8, 2).chunk("sRGB", new byte[1]).chunk("gAMA", number(100_000)).chunk("IDAT", rgb(1))),
            "sRGB wins");
        assertArrayEquals(samples, read(png(8, 2).chunk("gAMA", number(0)).chunk("IDAT", rgb(1))), "no gamma at all");
        assertArrayEquals(samples, read(png(8, 2).chunk("cHRM", new byte[32]).chunk("IDAT", rgb(1))),
            "no colours at all");
    }

    @ParameterizedTest
    @CsvSource({"8", "16"})
    void aLinearProfileIsHonoured(int bits) {
        PngWriter file = png(bits, 2).chunk("iCCP", profile(linear())).chunk("sRGB", new byte[1])
            .chunk("IDAT", rgb(bits / 8));
        assertNear(fromLinear(), read(file), bits == 8 ? 2 : 1);
    }

    /** A profile says of what colours it is; one of others, as libpng has it, is passed over. */
    @ParameterizedTest
    @CsvSource({"GRAY", "CMYK", "'Lab '", "'XYZ '"})
    void aProfileOfOtherColoursIsNone(String space) {
        byte[] other = linear();
        System.arraycopy(space.getBytes(StandardCharsets.US_ASCII), 0, other, 16, 4);
        assertArrayEquals(samples, read(png(8, 2).chunk("iCCP", profile(other)).chunk("IDAT", rgb(1))));
    }

    @ParameterizedTest
    @CsvSource({"8", "16"})
    void gammaIsHonoured(int bits) {
        assertNear(fromLinear(), read(png(bits, 2).chunk("gAMA", number(100_000)).chunk("IDAT", rgb(bits / 8))),
            bits == 8 ? 2 : 1);
    }

    @Test
    void grayHasAGammaToo() {
        PngWriter file = png(8, 0).chunk("gAMA", number(100_000))
            .chunk("IDAT", deflated(filtered(new byte[] {0, 30, 100, (byte) 200}, 4)));
        int[] wanted = new int[12];
        for (int i = 0; i < 12; i++) wanted[i] = srgb(new int[] {0, 30, 100, 200}[i / 3]);
        assertNear(wanted, read(file), 2);
    }

    @Test
    void palettesHaveColoursOfAProfileToo() {
        byte[] palette = new byte[12];
        for (int i = 0; i < 12; i++) palette[i] = (byte) samples[i];
        PngWriter file = png(8, 3).chunk("iCCP", profile(linear())).chunk("PLTE", palette)
            .chunk("IDAT", deflated(filtered(new byte[] {0, 1, 2, 3}, 4)));
        assertNear(fromLinear(), read(file), 2);
    }

    @Test
    void primariesAreTheProfiles() {
        int[] wanted = fromLinear();
        for (int i = 0; i < 12; i += 3) {
            int red = wanted[i];
            wanted[i] = wanted[i + 1];
            wanted[i + 1] = red;
        }
        byte[] swapped = exchanged(exchanged(exchanged(linear(), "rXYZ", "tmpX"), "gXYZ", "rXYZ"), "tmpX", "gXYZ");
        assertNear(wanted, read(png(8, 2).chunk("iCCP", profile(swapped)).chunk("IDAT", rgb(1))), 2);
        PngWriter told = png(8, 2).chunk("gAMA", number(100_000)).chunk("cHRM", numbers(SWAPPED)).chunk("IDAT", rgb(1));
        assertNear(wanted, read(told), 2);
    }

    /** sRGB's red, green and blue, and a gray, in Display P3. */
    @Test
    void displayP3ByItsPrimaries() {
        samples(234, 51, 35, 117, 251, 76, 0, 0, 245, 120, 120, 120);
        PngWriter file = png(8, 2).chunk("gAMA", number(45455)).chunk("cHRM", numbers(P3)).chunk("IDAT", rgb(1));
        assertNear(new int[] {255, 0, 0, 0, 255, 0, 0, 0, 255, 120, 120, 120}, read(file), 8);
    }

    /** Code points win over everything else: primaries, transfer, matrix, full range. */
    @Test
    void codePoints() {
        int[] p3 = read(png(8, 2).chunk("gAMA", number(45455)).chunk("cHRM", numbers(P3)).chunk("IDAT", rgb(1)));
        assertArrayEquals(p3,
            read(png(8, 2).chunk("cICP", new byte[] {12, 13, 0, 1}).chunk("sRGB", new byte[1]).chunk("IDAT", rgb(1))));
        assertNear(fromLinear(), read(png(8, 2).chunk("cICP", new byte[] {1, 8, 0, 1}).chunk("IDAT", rgb(1))), 2);
        assertArrayEquals(samples,
            read(png(8, 2).chunk("cICP", new byte[] {1, 13, 0, 1}).chunk("iCCP", profile(linear()))
            .chunk("IDAT", rgb(1))));
        assertArrayEquals(samples, read(png(8, 2).chunk("cICP", new byte[] {9, 16, 0, 1}).chunk("IDAT", rgb(1))),
            "PQ is not known here");
    }

    @Test
    void whatIsNoProfileIsLeftAlone() {
        assertArrayEquals(samples, read(png(8, 2).chunk("iCCP", profile(new byte[60_000_000])).chunk("IDAT", rgb(1))),
            "a bomb");
        assertArrayEquals(samples,
            read(png(8, 2).chunk("iCCP", new byte[] {'a', 0, 0, 1, 2, 3}).chunk("IDAT", rgb(1))), "rubbish");
        assertArrayEquals(samples, read(png(8, 2).chunk("iCCP", new byte[0]).chunk("IDAT", rgb(1))), "nothing");
    }

    private void samples(int... others) {
        System.arraycopy(others, 0, samples, 0, 12);
    }

    private int[] fromLinear() {
        int[] encoded = new int[12];
        for (int i = 0; i < 12; i++) encoded[i] = srgb(samples[i]);
        return encoded;
    }

    private static int srgb(int linear) {
        double light = linear / 255.0;
        return (int) Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055));
    }

    /** Four pixels in a row. */
    private static PngWriter png(int bits, int colorType) {
        return new PngWriter()
            .chunk("IHDR", ByteBuffer.allocate(13).putInt(4).putInt(1).put((byte) bits).put((byte) colorType).array());
    }

    private byte[] rgb(int bytes) {
        ByteBuffer row = ByteBuffer.allocate(12 * bytes);
        for (int sample : samples) {
            if (bytes == 1) row.put((byte) sample);
            else row.putShort((short) (sample * 257));
        }
        return deflated(filtered(row.array(), 12 * bytes));
    }

    private static byte[] filtered(byte[] row, int length) {
        return ByteBuffer.allocate(1 + length).put((byte) 0).put(row).array();
    }

    private static byte[] profile(byte[] profile) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes("profile".getBytes(StandardCharsets.US_ASCII));
        chunk.writeBytes(new byte[2]);
        chunk.writeBytes(deflated(profile));
        return chunk.toByteArray();
    }

    private static byte[] linear() {
        return ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    }

    /** A profile with a tag's name exchanged for another. */
    private static byte[] exchanged(byte[] profile, String tag, String name) {
        ByteBuffer tags = ByteBuffer.wrap(profile);
        for (int i = 0; i < tags.getInt(128); i++) {
            if (Magic.isAt(profile, 132 + 12 * i, tag)) {
                tags.position(132 + 12 * i).put(name.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return profile;
    }

    private static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream stream = new DeflaterOutputStream(packed)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] numbers(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (int value : values) bytes.putInt(value);
        return bytes.array();
    }

    private static int[] read(PngWriter file) {
        Pixels picture = PictureFile.read(file.chunk("IEND", new byte[0]).bytes(), "png");
        int[] read = new int[12];
        for (int i = 0; i < 12; i++) read[i] = picture.at(i / 3, 0) >> 16 - 8 * (i % 3) & 255;
        return read;
    }

    private static void assertNear(int[] wanted, int[] read, int tolerance) {
        assertEquals(wanted.length, read.length);
        for (int i = 0; i < wanted.length; i++) {
            assertTrue(Math.abs(wanted[i] - read[i]) <= tolerance, i + ": " + read[i] + " for " + wanted[i]);
        }
    }
}
