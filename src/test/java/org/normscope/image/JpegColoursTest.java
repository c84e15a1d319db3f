package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the three channels of a JPEG are, by its markers: as libjpeg decides (jdapimin.c, default_decompress_parms),
 * whose answers for these files, by way of PIL, stand here. JFIF's marker says Y Cb Cr, whatever Adobe's does; then
 * Adobe's transform; then the channels' numbers, where they are the letters R, G and B.
 */
class JpegColoursTest {
    private static final int SIDE = 16;

    @ParameterizedTest
    @CsvSource({"J, 123, YCC", "J0, 123, YCC", "0J, 123, YCC", "J1, 123, YCC", "0, 123, RGB", "1, 123, YCC",
        "2, 123, YCC", "'', 123, YCC", "J, RGB, YCC", "J0, RGB, YCC", "0J, RGB, YCC", "J1, RGB, YCC", "0, RGB, RGB",
        "1, RGB, YCC", "'', RGB, RGB", "J, 012, YCC", "'', 012, YCC", "'', 345, YCC", "'', ABC, YCC"})
    void areAsLibjpegSays(String markers, String channels, String meant) throws IOException {
        byte[] plain = written();
        Pixels read = PictureFile.read(file(plain, markers, channels), 0, "markers.jpg", notice -> { });
        int[] wanted = PictureFile.read(plain, 0, "plain.jpg", notice -> { }).argb();
        for (int i = 0; i < wanted.length; i++) {
            int[] rgb = channels(read.argb()[i]), right = channels(wanted[i]);
            int[] seen = meant.equals("YCC") ? rgb : asYcc(rgb);
            for (int c = 0; c < 3; c++) {
                assertTrue(Math.abs(seen[c] - right[c]) <= 3, Arrays.toString(seen) + " is not "
                    + Arrays.toString(right) + " at " + i);
            }
        }
    }

    private static int[] channels(int argb) {
        return new int[] {argb >> 16 & 255, argb >> 8 & 255, argb & 255};
    }

    /** What three samples are as Y Cb Cr (JFIF 1.02). */
    private static int[] asYcc(int[] samples) {
        double y = samples[0], cb = samples[1] - 128, cr = samples[2] - 128;
        return Arrays.stream(new double[] {y + 1.402 * cr, y - .344136 * cb - .714136 * cr, y + 1.772 * cb})
            .mapToInt(level -> (int) Math.round(Math.max(0, Math.min(255, level)))).toArray();
    }

    /** A JFIF file of soft colours, without halved channels, as Java writes one. */
    private static byte[] written() throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.setRGB(i % SIDE, i / SIDE, 90 + 4 * (i % SIDE) << 16 | 140 - 3 * (i / SIDE) << 8 | 100 + i % SIDE);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }

    /**
     * @param markers  J for JFIF's, a digit for Adobe's with that transform, in this order
     * @param channels their numbers, as digits or letters
     */
    private static byte[] file(byte[] plain, String markers, String channels) {
        assertEquals(0xE0, plain[3] & 255);
        int jfif = 2 + (plain[4] & 255) * 256 + (plain[5] & 255);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(plain, 0, 2);
        for (char marker : markers.toCharArray()) {
            if (marker == 'J') {
                file.write(plain, 2, jfif);
            } else {
                file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0,
                    0, (byte) (marker - '0')});
            }
        }
        byte[] rest = Arrays.copyOfRange(plain, 2 + jfif, plain.length);
        for (int at = 0; ; at += 2 + (rest[at + 2] & 255) * 256 + (rest[at + 3] & 255)) {
            int marker = rest[at + 1] & 255, first = marker == 0xC0 ? at + 10 : at + 5, step = marker == 0xC0 ? 3 : 2;
            for (int c = 0; c < 3 && (marker == 0xC0 || marker == 0xDA); c++) {
                char name = channels.charAt(c);
                rest[first + c * step] = (byte) (Character.isDigit(name) ? name - '0' : name);
            }
            if (marker == 0xDA) break;
        }
        file.writeBytes(rest);
        return file.toByteArray();
    }
}
