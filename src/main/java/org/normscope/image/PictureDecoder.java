package org.normscope.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;
import org.jspecify.annotations.Nullable;

/** A format's decoder, held to what its bytes can be worth. */
final class PictureDecoder implements Structure.Still {
    static {
        // Decoders that open streams of their own would otherwise leave cache files behind.
        ImageIO.setUseCache(false);
    }

    /** Decoders look behind the end of a file a few times; one that goes on doing so is lost in rubbish. */
    private static final int LOOKS_BEHIND_THE_END = 10_000;

    /** Ends a decoder that reads on where there is nothing. */
    private static final class Bounded extends ImageInputStreamImpl {
        private final byte[] bytes;
        private int looks;

        Bounded(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            bitOffset = 0;
            return left() > 0 ? bytes[(int) streamPos++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            bitOffset = 0;
            if (length == 0) return 0;
            int count = (int) Math.min(length, left());
            if (count == 0) return -1;
            System.arraycopy(bytes, (int) streamPos, buffer, offset, count);
            streamPos += count;
            return count;
        }

        private long left() throws IOException {
            long left = Math.max(0, bytes.length - streamPos);
            if (left == 0 && ++looks > LOOKS_BEHIND_THE_END) {
                throw new IOException("the decoder reads on behind the end of the file");
            }
            return left;
        }

        @Override
        public long length() {
            return bytes.length;
        }
    }

    private final String format;
    private double @Nullable [] fitted;
    private final Consumer<String> warned;

    /** @param warned is told what decoders warn of, in their own words */
    PictureDecoder(PictureFormat format, Consumer<String> warned) {
        this.format = format.plugin();
        this.warned = warned;
    }

    /** [least, most] of the levels where they went beyond 0 for black and 1 for white and were scaled; else empty. */
    Optional<double[]> scaled() {
        return Optional.ofNullable(fitted);
    }

    /**
     * Numbers with a fraction, with a sign or of 32 bits may mean anything: of what lies beyond white the decoder makes
     * white, and of whole numbers that are small in 32 bits black. They become samples of 16 bits.
     */
    private BufferedImage fitted(ImageReader reader, int index, BufferedImage image) throws IOException {
        int type = image.getRaster().getTransferType();
        boolean whole = type == DataBuffer.TYPE_INT || type == DataBuffer.TYPE_SHORT;
        boolean real = type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE;
        boolean samples = image.getColorModel() instanceof ComponentColorModel && reader.canReadRaster();
        if (!samples || !whole && !real) return image;
        Raster given = reader.readRaster(index, null);
        int width = given.getWidth(), height = given.getHeight(), bands = Math.min(given.getNumBands(), image
            .getRaster().getNumBands()), colors = Math.min(bands, image.getColorModel().getNumColorComponents());
        double least = 0, most = 0;
        double[] row = new double[width];
        for (int y = 0; y < height; y++) {
            for (int band = 0; band < colors; band++) {
                for (double level : given.getSamples(0, y, width, 1, band, row)) {
                    if (Double.isNaN(level) || Double.isInfinite(level)) continue;
                    least = Math.min(least, level);
                    most = Math.max(most, level);
                }
            }
        }
        boolean plain = real && least >= 0 && most <= 1;
        if (!plain) fitted = new double[] {least, most};
        Raster from = plain ? image.getRaster() : given;
        ColorModel model = image.getColorModel();
        BufferedImage scaled = new BufferedImage(new ComponentColorModel(model.getColorSpace(), model.hasAlpha(),
            model.isAlphaPremultiplied(), model.getTransparency(), DataBuffer.TYPE_USHORT),
            Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, width, height, bands, null),
            model.isAlphaPremultiplied(), null);
        for (int y = 0; y < height; y++) {
            for (int band = 0; band < bands; band++) {
                from.getSamples(0, y, width, 1, band, row);
                boolean asItIs = plain || real && band >= colors;
                for (int x = 0; x < width; x++) row[x] = Math.rint(0xFFFF * (asItIs ? share(row[x], 0, 1)
                    : share(row[x], least, most)));
                scaled.getRaster().setSamples(0, y, width, 1, band, row);
            }
        }
        return scaled;
    }

    /** Black for what is no number. */
    private static double share(double level, double least, double most) {
        return Double.isNaN(level) ? 0 : Math.max(0, Math.min(1, (level - least) / (most - least)));
    }

    @Override
    public BufferedImage decode(byte[] bytes, int index) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (ImageInputStream stream = new Bounded(bytes)) {
            reader.addIIOReadWarningListener((source, warning) -> warned.accept(warning));
            reader.setInput(stream, true, true);
            TooLarge.check(reader.getWidth(index), reader.getHeight(index));
            return fitted(reader, index, reader.read(index));
        } finally {
            reader.dispose();
        }
    }
}
