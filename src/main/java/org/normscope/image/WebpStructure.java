package org.normscope.image;

import com.drew.imaging.webp.WebpMetadataReader;
import com.drew.metadata.Metadata;
import com.twelvemonkeys.imageio.color.ColorProfiles;
import java.awt.color.CMMException;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.normscope.image.webp.AlphaPlane;
import org.normscope.image.webp.LosslessPicture;

/** WebP, chunk by chunk (RFC 9649, section 2). */
final class WebpStructure implements Structure {
    private static final int HEADER = 12, CHUNK = 8, FRAME_HEADER = 16, ANIMATED = 0x02, ALPHA = 0x10;
    /** The lossy decoder's bit reader looks ahead: without these every look at the end of the file is an exception. */
    private static final int SLACK = 64;
    /** A page of one colour has 380 pixels a byte, photos and drawings have 5 to 100. */
    private static final int PIXELS_A_BYTE = 300, ANY_PIXELS = 8_000_000;

    /** @param at of its data */
    private record Chunk(String type, int at, int length) { }

    @Override
    public Wholeness wholeness(ByteBuffer file, int frame) {
        file.order(ByteOrder.LITTLE_ENDIAN);
        boolean whole = Integer.toUnsignedLong(file.getInt(4)) + CHUNK <= file.limit();
        if (!whole) return Wholeness.CUT;
        if (!fits(file)) return Wholeness.CONTRADICTORY;
        return chunks(file, HEADER, file.limit()).stream().allMatch(chunk -> isWorthIt(file, chunk))
            ? Wholeness.WHOLE : Wholeness.COSTLY;
    }

    private static List<Chunk> parts(ByteBuffer file, Chunk frame) {
        return chunks(file, frame.at + FRAME_HEADER, frame.at + frame.length);
    }

    /** The lossy decoder takes as long for a block of nothing as for any other, half a second a megapixel. */
    private static boolean isWorthIt(ByteBuffer file, Chunk chunk) {
        if (chunk.type.equals("ANMF")) return parts(file, chunk).stream().allMatch(part -> isWorthIt(file, part));
        if (!chunk.type.equals("VP8 ")) return true;
        long pixels = (file.getShort(chunk.at + 6) & 0x3FFFL) * (file.getShort(chunk.at + 8) & 0x3FFF);
        return pixels <= ANY_PIXELS || pixels <= (long) PIXELS_A_BYTE * chunk.length || pixels > TooLarge.MOST;
    }

    /** Whether a still picture has the size that the file's header says. */
    private static boolean fits(ByteBuffer file) {
        List<Chunk> chunks = chunks(file, HEADER, file.limit());
        if (chunks.isEmpty() || !chunks.get(0).type.equals("VP8X") || animated(file, chunks)) return true;
        int canvas = chunks.get(0).at + 4;
        return chunks.stream()
            .allMatch(chunk -> isAsLarge(file, chunk, three(file, canvas) + 1, three(file, canvas + 3) + 1));
    }

    private static boolean isAsLarge(ByteBuffer file, Chunk chunk, int width, int height) {
        if (chunk.type.equals("VP8L")) return side(file, chunk, 0) == width && side(file, chunk, 1) == height;
        boolean lossy = chunk.type.equals("VP8 ");
        return !lossy || (file.getShort(chunk.at + 6) & 0x3FFF) == width
            && (file.getShort(chunk.at + 8) & 0x3FFF) == height;
    }

    private static int three(ByteBuffer file, int at) {
        return file.getShort(at) & 0xFFFF | (file.get(at + 2) & 0xFF) << 16;
    }

    private static List<Chunk> chunks(ByteBuffer file, int from, int to) {
        List<Chunk> chunks = new ArrayList<>();
        for (int at = from; at + CHUNK <= to;) {
            int length = file.getInt(at + 4);
            if (length < 0 || length > to - at - CHUNK) break;
            chunks.add(new Chunk(new String(file.array(), at, 4, StandardCharsets.ISO_8859_1), at + CHUNK, length));
            at += CHUNK + length + (length & 1);
        }
        return chunks;
    }

    private static boolean animated(ByteBuffer file, List<Chunk> chunks) {
        return chunks.get(0).type.equals("VP8X") && (file.get(chunks.get(0).at) & ANIMATED) != 0;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public Metadata metadata(byte[] bytes) throws Exception {
        return WebpMetadataReader.readMetadata(new ByteArrayInputStream(bytes));
    }

    @Override
    public int frames(byte[] bytes, Still still) {
        ByteBuffer file = little(bytes);
        return Math.max(1, (int) chunks(file, HEADER, bytes.length).stream().filter(chunk -> chunk.type.equals("ANMF"))
            .count());
    }

    @Override
    public Pixels frame(byte[] bytes, int frame, Still still) throws IOException {
        ByteBuffer file = little(bytes);
        List<Chunk> chunks = chunks(file, HEADER, bytes.length);
        List<Chunk> frames = chunks.stream().filter(chunk -> chunk.type.equals("ANMF")).toList();
        int canvasAt = chunks.get(0).at + 4;
        if (frames.isEmpty() || !animated(file, chunks)) return picture(file, chunks, chunks, canvasAt, still);
        int width = three(file, canvasAt) + 1, height = three(file, canvasAt + 3) + 1;
        TooLarge.check(width, height);
        FrameCanvas canvas = new FrameCanvas(width, height);
        List<FrameOrder.Header> headers = frames.subList(0, frame + 1).stream().map(one -> header(file, one)).toList();
        for (int i : FrameOrder.of(headers, width, height)) {
            FrameOrder.Header header = headers.get(i);
            Pixels pixels = picture(file, chunks, parts(file, frames.get(i)), frames.get(i).at + 6, still);
            canvas.lay(new Frame(header.x(), header.y(), pixels, !header.hides(), header.after()));
        }
        return canvas.pixels();
    }

    private static FrameOrder.Header header(ByteBuffer file, Chunk frame) {
        int flags = file.get(frame.at + FRAME_HEADER - 1);
        return new FrameOrder.Header(2 * three(file, frame.at), 2 * three(file, frame.at + 3),
            three(file, frame.at + 6) + 1, three(file, frame.at + 9) + 1, (flags & 2) != 0,
            (flags & 1) == 0 ? Frame.After.STAYS : Frame.After.CLEARED);
    }

    /**
     * Colours of lossy ones by the decoder; what is without loss, opacity too, by what knows all forms of it.
     *
     * @param parts of the still picture or the frame
     * @param size  where its sides are said
     */
    private static Pixels picture(ByteBuffer file, List<Chunk> chunks, List<Chunk> parts, int size, Still still)
        throws IOException {
        Chunk image = parts.stream().filter(part -> part.type.startsWith("VP8") && !part.type.equals("VP8X"))
            .findFirst().orElseThrow(() -> new IOException("no picture"));
        if (image.type.equals("VP8L")) return lossless(file, chunks, image);
        Chunk alpha = find(parts, "ALPH");
        boolean whole = parts == chunks && alpha == null;
        Pixels colours = AwtImage.pixels(decoded(whole ? file.array() : alone(file, chunks, image, size), still));
        if (alpha == null) return colours;
        int[] argb = colours.argb(), opacity = AlphaPlane.of(file.array(), alpha.at, alpha.length, colours.width(),
            colours.height());
        for (int i = 0; i < argb.length; i++) argb[i] = argb[i] & 0xFFFFFF | opacity[i] << 24;
        return colours;
    }

    private static @Nullable Chunk find(List<Chunk> chunks, String type) {
        return chunks.stream().filter(chunk -> chunk.type.equals(type)).findFirst().orElse(null);
    }

    private static Pixels lossless(ByteBuffer file, List<Chunk> chunks, Chunk image) throws IOException {
        TooLarge.check(side(file, image, 0), side(file, image, 1));
        LosslessPicture picture = LosslessPicture.of(file.array(), image.at, image.length);
        Pixels pixels = new Pixels(picture.width(), picture.height(), picture.argb());
        ICC_Profile profile = profile(file, find(chunks, "ICCP"));
        return profile == null ? pixels : AwtImage.pixels(AwtImage.of(pixels), profile);
    }

    /** Of a lossless picture: its width or its height. */
    private static int side(ByteBuffer file, Chunk lossless, int which) {
        return (file.getInt(lossless.at + 1) >> 14 * which & 0x3FFF) + 1;
    }

    private static @Nullable ICC_Profile profile(ByteBuffer file, @Nullable Chunk said) {
        if (said == null) return null;
        try {
            ICC_Profile profile = ColorProfiles.createProfile(Arrays.copyOfRange(file.array(), said.at, said.at
                + said.length));
            return ColorProfiles.isCS_sRGB(profile) ? null : profile;
        } catch (IllegalArgumentException | CMMException e) {
            return null; // Damaged profiles are no reason to refuse a picture that decodes.
        }
    }

    private static BufferedImage decoded(byte[] bytes, Still still) throws IOException {
        return still.decode(Arrays.copyOf(bytes, bytes.length + SLACK), 0);
    }

    /** A file of that picture's colours only: a header with its size, the profile, and its data. */
    private static byte[] alone(ByteBuffer file, List<Chunk> chunks, Chunk image, int size) {
        byte[] header = Arrays.copyOfRange(file.array(), chunks.get(0).at, chunks.get(0).at + 10);
        header[0] = (byte) (header[0] & ~(ANIMATED | ALPHA));
        System.arraycopy(file.array(), size, header, 4, 6);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        chunk(body, "VP8X", header, 0, header.length);
        Chunk profile = find(chunks, "ICCP");
        if (profile != null) chunk(body, "ICCP", file.array(), profile.at, profile.length);
        chunk(body, image.type, file.array(), image.at, image.length);
        return ByteBuffer.allocate(HEADER + body.size()).order(ByteOrder.LITTLE_ENDIAN).put(latin("RIFF"))
            .putInt(4 + body.size())
            .put(latin("WEBP")).put(body.toByteArray()).array();
    }

    private static void chunk(ByteArrayOutputStream body, String type, byte[] from, int at, int length) {
        body.writeBytes(latin(type));
        body.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
        body.write(from, at, length);
        if (length % 2 == 1) body.write(0);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
