package org.normscope.view.control;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;

/**
 * Pixels as an image that is repainted in place. The toolkit samples four neighbours when it shrinks a picture, which
 * drops cells below half size: whole factors are therefore averaged here first. It also reads beyond the end of a side
 * of one pixel, where there is memory of something else: such a side is made of two like pixels.
 */
public final class MapImage {
    /** Pixels of a side that the toolkit can smooth. */
    private static final int LEAST = 2;

    private record Held(PixelBuffer<IntBuffer> buffer, WritableImage image) { }

    private @Nullable Held held;
    private int[] target = {};

    /** @param factor how many pixels of a side become one, 1 or more */
    public Image paint(Pixels pixels, int factor) {
        int width = Math.max(LEAST, reduced(pixels.width(), factor)),
            height = Math.max(LEAST, reduced(pixels.height(), factor));
        Held into = held;
        if (into == null || into.image.getWidth() != width || into.image.getHeight() != height) {
            into = allocated(width, height);
            held = into;
        }
        into.buffer.updateBuffer(ignored -> {
            if (factor == 1 && pixels.argb().length == target.length) copy(pixels.argb());
            else shrink(pixels, factor, width, height);
            return null;
        });
        return into.image;
    }

    /** How many pixels of a side are left by the factor. */
    public static int reduced(int side, int factor) {
        return (side + factor - 1) / factor;
    }

    private Held allocated(int width, int height) {
        target = new int[width * height];
        PixelBuffer<IntBuffer> buffer =
            new PixelBuffer<>(width, height, IntBuffer.wrap(target), PixelFormat.getIntArgbPreInstance());
        return new Held(buffer, new WritableImage(buffer));
    }

    private void copy(int[] argb) {
        for (int i = 0; i < argb.length; i++) target[i] = premultiplied(argb[i]);
    }

    private static int premultiplied(int argb) {
        int a = argb >>> 24;
        if (a == 255) return argb;
        if (a == 0) return 0;
        return a << 24 | (argb >> 16 & 255) * a / 255 << 16 | (argb >> 8 & 255) * a / 255 << 8 | (argb & 255) * a / 255;
    }

    private void shrink(Pixels pixels, int factor, int width, int height) {
        int right = reduced(pixels.width(), factor) - 1, bottom = reduced(pixels.height(), factor) - 1;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                target[y * width + x] = mean(pixels, Math.min(x, right) * factor, Math.min(y, bottom) * factor, factor);
            }
        }
    }

    private static int mean(Pixels pixels, int x0, int y0, int factor) {
        int x1 = Math.min(x0 + factor, pixels.width()), y1 = Math.min(y0 + factor, pixels.height());
        int a = 0, r = 0, g = 0, b = 0, count = (x1 - x0) * (y1 - y0);
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                int p = premultiplied(pixels.argb()[y * pixels.width() + x]);
                a += p >>> 24;
                r += p >> 16 & 255;
                g += p >> 8 & 255;
                b += p & 255;
            }
        }
        return a / count << 24 | r / count << 16 | g / count << 8 | b / count;
    }
}
