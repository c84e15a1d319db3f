package org.normscope.image;

import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/** Between Java's images and {@link Pixels}. */
final class AwtImage {
    private AwtImage() { }

    /** The same array as a Java image, without alpha where no pixel is transparent. */
    static BufferedImage of(Pixels picture) {
        int[] masks = {0xFF0000, 0xFF00, 0xFF, 0xFF000000};
        int bands = picture.opaque() ? 3 : 4;
        WritableRaster raster = Raster.createPackedRaster(new DataBufferInt(picture.argb(), picture.argb().length),
            picture.width(), picture.height(), picture.width(), Arrays.copyOf(masks, bands), new Point());
        ColorModel colors = new DirectColorModel(bands * 8, masks[0], masks[1], masks[2], bands == 4 ? masks[3] : 0);
        return new BufferedImage(colors, raster, false, null);
    }

    static Pixels pixels(BufferedImage image) {
        ColorModel model = image.getColorModel();
        int type = image.getRaster().getTransferType();
        boolean whole = type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT;
        if (!(model instanceof ComponentColorModel) || !whole) return byColorModel(image);
        int colors = model.getNumColorComponents();
        if (colors == 1) return bySamples(image);
        if (colors == 3 && model.getColorSpace().isCS_sRGB()) return bySamples(image);
        return byColorModel(new ColorConvertOp(ColorSpace.getInstance(ColorSpace.CS_sRGB), null).filter(image,
            new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB)));
    }

    private static Pixels byColorModel(BufferedImage image) {
        int width = image.getWidth(), height = image.getHeight();
        return new Pixels(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    }

    /**
     * The samples as they stand in the file, scaled to 8 bits. Java's own conversion takes gray samples for linear
     * light and brightens them; picture files mean sRGB.
     */
    private static Pixels bySamples(BufferedImage image) {
        if (image.isAlphaPremultiplied()) image.coerceData(false);
        Raster raster = image.getRaster();
        ColorModel model = image.getColorModel();
        int width = raster.getWidth(), height = raster.getHeight(), bands = raster.getNumBands();
        int colors = model.getNumColorComponents(), max = (1 << model.getComponentSize(0)) - 1;
        boolean alpha = model.hasAlpha();
        int[] argb = new int[width * height], row = new int[width * bands];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0, i = 0; x < width; x++, i += bands) {
                int r = eightBits(row[i], max), g = r, b = r;
                if (colors == 3) {
                    g = eightBits(row[i + 1], max);
                    b = eightBits(row[i + 2], max);
                }
                int a = alpha ? eightBits(row[i + bands - 1], max) : 255;
                argb[y * width + x] = a << 24 | r << 16 | g << 8 | b;
            }
        }
        return new Pixels(width, height, argb);
    }

    private static int eightBits(int sample, int max) {
        return max == 255 ? sample : (int) ((sample * 255L + max / 2) / max);
    }
}
