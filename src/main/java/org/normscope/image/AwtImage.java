package org.normscope.image;

import com.twelvemonkeys.imageio.color.ColorProfiles;
import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Between Java's images and {@link Pixels}. */
final class AwtImage {
    /** Colours of a picture in inks. */
    private static final int CMYK = 4;

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
        return pixels(image, null);
    }

    /**
     * The image in sRGB, 8 bits a channel. Samples without a profile are taken for sRGB as they stand in the file, gray
     * ones too: Java's own conversion takes those for linear light and brightens them.
     *
     * @param stated profile of the samples where the decoder did not see it; one for other colours is not used
     */
    static Pixels pixels(BufferedImage image, @Nullable ICC_Profile stated) {
        if (image.isAlphaPremultiplied()) image.coerceData(false);
        ColorModel model = image.getColorModel();
        int type = image.getRaster().getTransferType(), colors = model.getNumColorComponents();
        boolean whole = type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT;
        boolean known = model.getColorSpace() instanceof ICC_ColorSpace || colors == CMYK;
        boolean samples = model instanceof ComponentColorModel && whole && known
            && (colors == 1 || colors == 3 || colors == CMYK);
        boolean photo = image.getType() == BufferedImage.TYPE_3BYTE_BGR && profile(model, stated) == null;
        return photo ? byBytes(image.getRaster()) : samples ? bySamples(image, stated) : byColorModel(image, stated);
    }

    /** The same cells, whose colours were multiplied by their opacity; of a palette or of packed ones it stays. */
    static BufferedImage premultiplied(BufferedImage image) {
        ColorModel model = image.getColorModel();
        if (!(model instanceof ComponentColorModel)) return image;
        ColorModel other = new ComponentColorModel(model.getColorSpace(), true, true, model.getTransparency(),
            image.getRaster().getTransferType());
        return new BufferedImage(other, image.getRaster(), true, null);
    }

    /** Most photos: blue, green and red in a byte each, nothing to convert. */
    private static Pixels byBytes(Raster raster) {
        int width = raster.getWidth(), height = raster.getHeight();
        int[] argb = new int[width * height];
        // Read where they lie: the raster's own reader asks for each byte by a call.
        byte[] bytes = ((DataBufferByte) raster.getDataBuffer()).getData();
        ComponentSampleModel model = (ComponentSampleModel) raster.getSampleModel();
        int left = raster.getMinX() - raster.getSampleModelTranslateX();
        int top = raster.getMinY() - raster.getSampleModelTranslateY();
        for (int y = 0, at = 0; y < height; y++) {
            int blue = raster.getDataBuffer().getOffset() + model.getOffset(left, top + y, 2);
            for (int x = 0; x < width; x++, blue += model.getPixelStride()) {
                argb[at++] = 0xFF000000 | (bytes[blue + 2] & 255) << 16 | (bytes[blue + 1] & 255) << 8
                    | bytes[blue] & 255;
            }
        }
        return new Pixels(width, height, argb);
    }

    /** Palettes, packed pixels, numbers with a fraction: what the model makes of them. */
    private static Pixels byColorModel(BufferedImage image, @Nullable ICC_Profile stated) {
        int width = image.getWidth(), height = image.getHeight();
        Pixels pixels = new Pixels(width, height, image.getRGB(0, 0, width, height, null, 0, width));
        if (stated == null || stated.getColorSpaceType() != ColorSpace.TYPE_RGB) return pixels;
        ToSrgb conversion = new ToSrgb(stated, width, 255);
        int[] row = new int[3 * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) row[3 * x + c] = pixels.at(x, y) >> 16 - 8 * c & 255;
            }
            conversion.convert(row, 3, false);
            for (int x = 0; x < width; x++) {
                int alpha = pixels.at(x, y) & 0xFF000000;
                pixels.argb()[y * width + x] = alpha | row[3 * x] << 16 | row[3 * x + 1] << 8 | row[3 * x + 2];
            }
        }
        return pixels;
    }

    private static Pixels bySamples(BufferedImage image, @Nullable ICC_Profile stated) {
        Raster raster = image.getRaster();
        ColorModel model = image.getColorModel();
        int width = raster.getWidth(), height = raster.getHeight(), bands = raster.getNumBands();
        int max = (1 << model.getComponentSize(0)) - 1, colors = model.getNumColorComponents();
        ICC_Profile profile = profile(model, stated);
        ToSrgb conversion = profile == null ? null : new ToSrgb(profile, width, max);
        int[] argb = new int[width * height], row = new int[width * Math.max(bands, 3)];
        short[] deep = max > 255 && colors != CMYK ? new short[3 * argb.length] : null;
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0, i = bands - 1; x < width; x++, i += bands) {
                argb[y * width + x] = (model.hasAlpha() ? eightBits(row[i], max) : 255) << 24;
            }
            if (conversion != null) conversion.convert(row, bands, colors == 1);
            int step = conversion != null ? 3 : bands, shown = conversion != null ? 3 : colors;
            for (int x = 0; x < width; x++) argb[y * width + x] |= rgb(row, step * x, shown, max);
            for (int i = 0; deep != null && i < 3 * width; i++) {
                int sample = row[i / 3 * step + (shown == 1 ? 0 : i % 3)];
                deep[3 * y * width + i] = (short) ToSrgb.scaled(sample, max, 0xFFFF);
            }
        }
        return new Pixels(width, height, argb, deep);
    }

    /** Of the samples, where it says anything else than sRGB. */
    private static @Nullable ICC_Profile profile(ColorModel model, @Nullable ICC_Profile stated) {
        int colors = model.getNumColorComponents();
        if (stated != null && isOf(stated, colors)) return stated;
        if (!(model.getColorSpace() instanceof ICC_ColorSpace space) || space.isCS_sRGB()) return null;
        ICC_Profile own = space.getProfile();
        return own.getNumComponents() != colors || colors == 1 && ColorProfiles.isCS_GRAY(own) ? null : own;
    }

    /** Gray may be stated as its three equal colours. What says another colour space is no profile of these. */
    private static boolean isOf(ICC_Profile stated, int colors) {
        return switch (stated.getColorSpaceType()) {
            case ColorSpace.TYPE_RGB -> colors != CMYK;
            case ColorSpace.TYPE_GRAY -> colors == 1;
            case ColorSpace.TYPE_CMYK -> colors == CMYK;
            default -> false;
        };
    }

    private static int rgb(int[] row, int at, int colors, int max) {
        if (colors == CMYK) return inks(row, at, max);
        if (colors == 1) return eightBits(row[at], max) * 0x010101;
        return eightBits(row[at], max) << 16 | eightBits(row[at + 1], max) << 8 | eightBits(row[at + 2], max);
    }

    /** Inks of which nothing is known: each takes its share of the light away, and black of what is left. */
    private static int inks(int[] row, int at, int max) {
        int rgb = 0;
        long black = max - row[at + 3];
        for (int c = 0; c < 3; c++) {
            rgb = rgb << 8 | eightBits((int) (((max - row[at + c]) * black + max / 2) / max), max);
        }
        return rgb;
    }

    private static int eightBits(int sample, int max) {
        return max == 255 ? sample : (int) ((sample * 255L + max / 2) / max);
    }
}
