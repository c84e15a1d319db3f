package org.normscope.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.normscope.image.Preprocessing.Fit;
import org.normscope.image.Preprocessing.Order;
import org.normscope.tensor.Tensor;

/** Pictures of 16 bits reach the network with them: 256 of their levels would be one of 8 bits. */
class DeepPicturesTest {
    /** Upright after a quarter turn: EXIF's orientation 6, as a TIFF directory of one entry. */
    private static final byte[] TURNED =
        HexFormat.of().parseHex("4d4d002a0000000800010112000300000001000600000000" + "0000");
    private static final int WIDTH = 64, HEIGHT = 4;

    /** Faint ramps: red and green go 16 levels of 65536 a pixel, blue goes down. */
    private static int level(int c, int x, int y) {
        return c == 0 ? 1000 + 16 * x : c == 1 ? 30_000 + 16 * x + 500 * y : 65_535 - 16 * x;
    }

    private static Preprocessing input(int width, int height, Order order) {
        float[] none = {0, 0, 0}, one = {1, 1, 1};
        return new Preprocessing(width, height, 0, 1, none, one, order, Fit.STRETCH);
    }

    @Test
    void atTheirOwnSizeEveryLevelArrives() {
        Tensor rgb = input(WIDTH, HEIGHT, Order.RGB).apply(List.of(picture(new byte[0])));
        Tensor bgr = input(WIDTH, HEIGHT, Order.BGR).apply(List.of(picture(new byte[0])));
        Tensor gray = input(WIDTH, HEIGHT, Order.GRAY).apply(List.of(picture(new byte[0])));
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                for (int c = 0; c < 3; c++) {
                    assertEquals(level(c, x, y) / 65_535.0, rgb.at(0, c, y, x), 1e-6);
                    assertEquals(level(c, x, y) / 65_535.0, bgr.at(0, 2 - c, y, x), 1e-6);
                }
                double luminance = .299 * level(0, x, y) + .587 * level(1, x, y) + .114 * level(2, x, y);
                assertEquals(luminance / 65_535, gray.at(0, 0, y, x), 1e-5);
            }
        }
    }

    /** Away from its ends, a ramp of half the width is the same ramp. */
    @Test
    void resampledToo() {
        Tensor half = input(WIDTH / 2, HEIGHT, Order.RGB).apply(List.of(picture(new byte[0])));
        for (int x = 2; x < WIDTH / 2 - 2; x++) {
            double between = (level(0, 2 * x, 0) + level(0, 2 * x + 1, 0)) / 2.0;
            assertEquals(between / 65_535, half.at(0, 0, 1, x), 1e-5);
        }
    }

    @Test
    void turnedAsTheCameraWas() {
        Pixels turned = picture(TURNED);
        assertEquals(HEIGHT + " x " + WIDTH, turned.width() + " x " + turned.height());
        Tensor cells = input(HEIGHT, WIDTH, Order.RGB).apply(List.of(turned));
        for (int y = 0; y < HEIGHT; y++) {
            assertEquals(level(1, 37, y) / 65_535.0, cells.at(0, 1, 37, HEIGHT - 1 - y), 1e-6);
        }
    }

    /** What 8 bits can say is the same with 16. */
    @Test
    void asOneOfEightBits() throws IOException {
        Pixels plain;
        try (var file = DeepPicturesTest.class.getResourceAsStream("read/rgb.png")) {
            plain = PictureFile.read(file.readAllBytes(), "rgb.png");
        }
        assertNull(plain.deep());
        short[] deep = new short[3 * plain.argb().length];
        for (int i = 0; i < deep.length; i++) deep[i] = (short) (257 * (plain.argb()[i / 3] >> 16 - 8 * (i % 3) & 255));
        Pixels same = new Pixels(plain.width(), plain.height(), plain.argb(), deep);
        for (int side : new int[] {16, 24, 50}) {
            Preprocessing input = new Preprocessing(side, side, 0, 255, new float[3],
                new float[] {1, 1, 1}, Order.RGB, Fit.PAD);
            float[] wanted = input.apply(List.of(plain)).data(), read = input.apply(List.of(same)).data();
            for (int i = 0; i < wanted.length; i++) assertEquals(wanted[i], read[i], .5 + 1.0 / 257);
        }
    }

    /** As they are read: 16-bit PNG; what is painted on has 8 bits. */
    private static Pixels picture(byte[] exif) {
        ByteBuffer rows = ByteBuffer.allocate(HEIGHT * (1 + 6 * WIDTH));
        for (int y = 0; y < HEIGHT; y++) {
            rows.put((byte) 0);
            for (int x = 0; x < WIDTH; x++) for (int c = 0; c < 3; c++) rows.putShort((short) level(c, x, y));
        }
        byte[] header = ByteBuffer.allocate(13).putInt(WIDTH).putInt(HEIGHT).put(new byte[] {16, 2, 0, 0, 0}).array();
        PngWriter file = new PngWriter().chunk("IHDR", header);
        if (exif.length > 0) file.chunk("eXIf", exif);
        file.chunk("IDAT", deflated(rows.array())).chunk("IEND", new byte[0]);
        Pixels picture = PictureFile.read(file.bytes(), "deep.png");
        assertNotNull(picture.deep());
        return picture;
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
}
