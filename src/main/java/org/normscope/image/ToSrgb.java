package org.normscope.image;

import com.twelvemonkeys.imageio.color.ColorSpaces;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Rows of samples from the colours of a profile to sRGB's, by Java's colour management, with 8 bits or 16. */
final class ToSrgb {
    private static final int DEEP = 65_535;

    private final ColorConvertOp conversion;
    private final int max;
    private final WritableRaster from;
    private final WritableRaster to;

    /**
     * @param width samples a row
     * @param max   of the samples
     */
    ToSrgb(ICC_Profile profile, int width, int max) {
        // Its own colour space, as decoders make it, mends what profiles are known to lack.
        ICC_Profile mended = ColorSpaces.createColorSpace(profile).getProfile();
        ICC_Profile srgb = ((ICC_ColorSpace) ColorSpace.getInstance(ColorSpace.CS_sRGB)).getProfile();
        this.conversion = new ColorConvertOp(new ICC_Profile[] {mended, srgb}, null);
        this.max = max;
        int type = max > 255 ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE;
        this.from = Raster.createInterleavedRaster(type, width, 1, profile.getNumComponents(), null);
        this.to = Raster.createInterleavedRaster(type, width, 1, 3, null);
    }

    /**
     * In place: to three samples a pixel; the range stays.
     *
     * @param bands samples a pixel so far, the colours first
     * @param gray  whether there is one of colour, that stands for all of the profile's
     */
    void convert(int[] row, int bands, boolean gray) {
        int width = from.getWidth(), colors = from.getNumBands();
        int full = from.getTransferType() == DataBuffer.TYPE_USHORT ? DEEP : 255;
        int[] samples = new int[width * colors];
        for (int x = 0; x < width; x++) {
            for (int c = 0; c < colors; c++) {
                samples[x * colors + c] = scaled(row[x * bands + (gray ? 0 : c)], max, full);
            }
        }
        from.setPixels(0, 0, width, 1, samples);
        conversion.filter(from, to);
        to.getPixels(0, 0, width, 1, row);
        for (int i = 0; i < 3 * width; i++) row[i] = scaled(row[i], full, max);
    }

    static int scaled(int sample, int from, int to) {
        return from == to ? sample : (int) (((long) sample * to + from / 2) / from);
    }
}
