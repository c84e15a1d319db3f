package org.normscope.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;

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
    private final Consumer<String> warned;

    /** @param warned is told what decoders warn of, in their own words */
    PictureDecoder(PictureFormat format, Consumer<String> warned) {
        this.format = format.plugin();
        this.warned = warned;
    }

    @Override
    public BufferedImage decode(byte[] bytes, int index) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (ImageInputStream stream = new Bounded(bytes)) {
            reader.addIIOReadWarningListener((source, warning) -> warned.accept(warning));
            reader.setInput(stream, true, true);
            TooLarge.check(reader.getWidth(index), reader.getHeight(index));
            return reader.read(index);
        } finally {
            reader.dispose();
        }
    }
}
