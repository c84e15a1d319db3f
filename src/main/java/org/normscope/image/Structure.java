package org.normscope.image;

import com.drew.metadata.Metadata;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a format's bytes tell beside its decoder, which fills what is missing with gray and says nothing. The defaults
 * are those of a format with one picture a file, whose decoder is to be trusted.
 */
interface Structure {
    /** Turns the bytes of a file into picture number {@code index} of it, as they stand there. */
    interface Still {
        /** @throws BadPictureException for what is larger than pictures may be, or ends before its pixels do */
        BufferedImage decode(byte[] bytes, int index) throws IOException;
    }

    /** Whether a picture file reaches its own end. */
    enum Wholeness {
        WHOLE,
        /** All of the picture may be there, only the mark of the end is not. */
        UNENDED,
        CUT,
        /** Its header says another size than its picture, or a checksum other pixels. */
        CONTRADICTORY,
        /** More to do than such a file can be worth. */
        COSTLY,
        /** Only a small preview of what the camera's sensor saw. */
        PREVIEW,
        /** Packed in a way that no decoder here knows. */
        PACKED,
        /** Colours as CIE L*a*b*, of which decoders make others. */
        LAB
    }

    /**
     * How far a file reaches.
     *
     * @param frame whose packing and colours count, where each frame or page has its own
     * @throws IndexOutOfBoundsException where it ends before its own structure does
     */
    default Wholeness wholeness(ByteBuffer file, int frame) {
        return Wholeness.WHOLE;
    }

    /** Bytes that lack nothing but the mark of their end, with that mark. */
    default byte[] ended(byte[] bytes) {
        return bytes;
    }

    /** What the camera wrote; damaged metadata may throw anything. */
    default Metadata metadata(byte[] bytes) throws Exception {
        return new Metadata();
    }

    /** How many pictures there are, of those that are whole. */
    default int frames(byte[] bytes, Still still) throws IOException {
        return 1;
    }

    /** Picture number {@code frame} as a viewer shows it, as it is stored: not turned yet. */
    default Pixels frame(byte[] bytes, int frame, Still still) throws IOException {
        return AwtImage.pixels(still.decode(bytes, frame));
    }
}
