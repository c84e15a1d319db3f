package org.normscope.view.normalize;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;

/** A part of a mosaic with every cell enlarged by the same whole number. Opaque, as maps are. */
final class CellImage {
    private record Held(PixelBuffer<IntBuffer> buffer, WritableImage image) {
        static Held of(int width, int height) {
            PixelBuffer<IntBuffer> buffer = new PixelBuffer<>(width, height, IntBuffer.allocate(width * height),
                PixelFormat.getIntArgbPreInstance());
            return new Held(buffer, new WritableImage(buffer));
        }
    }

    private @Nullable Held held;

    /** Cells from x0 to x1 and y0 to y1, the latter excluded, k pixels wide and high each. */
    Image enlarged(Pixels pixels, int x0, int y0, int x1, int y1, int k) {
        int width = (x1 - x0) * k, height = (y1 - y0) * k;
        Held into = held;
        if (into == null || into.image.getWidth() != width || into.image.getHeight() != height) {
            into = Held.of(width, height);
            held = into;
        }
        into.buffer.updateBuffer(buffer -> {
            enlarge(pixels, x0, y0, width, height, k, buffer.getBuffer().array());
            return null;
        });
        return into.image;
    }

    /** @param width of what is painted into the target, row by row */
    static void enlarge(Pixels pixels, int x0, int y0, int width, int height, int k, int[] target) {
        for (int y = 0; y < height; y++) {
            int row = (y0 + y / k) * pixels.width() + x0;
            for (int x = 0; x < width; x++) target[y * width + x] = pixels.argb()[row + x / k];
        }
    }
}
