package org.normscope.image;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** PNG, chunk by chunk (PNG 3rd edition, section 5). */
final class PngStructure implements Structure {
    private static final int SIGNATURE = 8, FRAME_CONTROL = 26, NEW_SIZE = 8, SEQUENCE = 4;
    /** What a frame's own file needs to be decoded as the whole file would be. */
    private static final Set<String> SHARED = Set.of("PLTE", "tRNS");

    /** @param at of its data */
    record Chunk(String type, int at, int length) {
        byte[] data(byte[] file) {
            return Arrays.copyOfRange(file, at, at + length);
        }
    }

    /**
     * To IEND, each chunk of pixels with its checksum; a wrong one elsewhere, of a text or a date, leaves these as they
     * are. Of a picture that does not reach it the decoder has to tell whether its
     * pixels do; of a moving one that may be all frames, or fewer.
     */
    @Override
    public Wholeness wholeness(ByteBuffer file, int frame) {
        byte[] bytes = file.array();
        boolean pixels = false;
        int at = SIGNATURE, length;
        for (; at <= file.limit() - 8; at += 12 + length) {
            length = file.getInt(at);
            pixels |= Magic.isAt(bytes, at + 4, "IDAT");
            if (length < 0 || length > file.limit() - at - 12) break;
            CRC32 crc = new CRC32();
            crc.update(bytes, at + 4, 4 + length);
            boolean right = (int) crc.getValue() == file.getInt(at + 8 + length);
            if (!right && counts(bytes, at + 4)) return Wholeness.CONTRADICTORY;
            if (Magic.isAt(bytes, at + 4, "IEND")) return Wholeness.WHOLE;
        }
        return pixels ? Wholeness.UNENDED : Wholeness.CUT;
    }

    /** Whether a chunk is critical, which a capital tells, or a frame's. */
    private static boolean counts(byte[] bytes, int type) {
        return bytes[type] < 'a' || bytes[type] == 'f';
    }

    /** Its whole chunks and frames, and what is there of the first picture's pixels in the chunk that is not. */
    @Override
    public byte[] ended(byte[] bytes) {
        PngWriter file = new PngWriter();
        int end = SIGNATURE;
        for (Chunk chunk : wholeFrames(bytes)) {
            file.chunk(chunk.type, chunk.data(bytes));
            end = chunk.at + chunk.length + 4;
        }
        if (end <= bytes.length - 8 && Magic.isAt(bytes, end + 4, "IDAT")) {
            int length = Math.min(ByteBuffer.wrap(bytes).getInt(end), bytes.length - end - 8);
            file.chunk("IDAT", Arrays.copyOfRange(bytes, end + 8, end + 8 + length));
        }
        return file.chunk("IEND", new byte[0]).bytes();
    }

    /** The whole chunks, without the last of several frames where the file ends within it. */
    private static List<Chunk> wholeFrames(byte[] bytes) {
        List<Chunk> chunks = chunks(bytes);
        int last = chunks.size() - 1;
        while (last >= 0 && !chunks.get(last).type.equals("fcTL")) last--;
        boolean first = last < 0 || chunks.subList(0, last).stream().noneMatch(chunk -> chunk.type.equals("IDAT"));
        boolean ends = !chunks.isEmpty() && chunks.get(chunks.size() - 1).type.equals("IEND");
        return first || ends || isInflated(bytes, chunks.subList(last + 1, chunks.size())) ? chunks
            : chunks.subList(0, last);
    }

    /** Whether a frame's compressed data comes to its own end. */
    private static boolean isInflated(byte[] bytes, List<Chunk> frame) {
        Inflater inflater = new Inflater();
        try {
            byte[] rows = new byte[1 << 16];
            for (Chunk chunk : frame) {
                if (!chunk.type.equals("fdAT") || chunk.length < SEQUENCE) continue;
                inflater.setInput(bytes, chunk.at + SEQUENCE, chunk.length - SEQUENCE);
                while (inflater.inflate(rows) > 0);
            }
            return inflater.finished();
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    /** Those that are whole. */
    static List<Chunk> chunks(byte[] bytes) {
        List<Chunk> chunks = new ArrayList<>();
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int at = SIGNATURE, length;
        for (; at <= bytes.length - 12; at += 12 + length) {
            length = file.getInt(at);
            if (length < 0 || length > bytes.length - at - 12) break;
            String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            chunks.add(new Chunk(type, at + 8, length));
            if (type.equals("IEND")) break;
        }
        return chunks;
    }

    /** Only the eXIf chunk: a general reader would also inflate text and profiles, which may be bombs. */
    @Override
    public Metadata metadata(byte[] bytes) {
        Metadata metadata = new Metadata();
        for (Chunk chunk : chunks(bytes)) {
            if (chunk.type.equals("eXIf")) new ExifReader().extract(new ByteArrayReader(chunk.data(bytes)), metadata);
        }
        return metadata;
    }

    /** Frames of an animated one, before them its still picture, where it is none of them. */
    @Override
    public int frames(byte[] bytes, Still still) {
        List<Chunk> chunks = wholeFrames(bytes);
        int frames = (int) chunks.stream().filter(chunk -> chunk.type.equals("fcTL")).count();
        return frames + (stillComesFirst(chunks) ? 1 : 0);
    }

    private static boolean stillComesFirst(List<Chunk> chunks) {
        for (Chunk chunk : chunks) {
            if (chunk.type.equals("fcTL")) return false;
            if (chunk.type.equals("IDAT")) return true;
        }
        return true;
    }

    @Override
    public Pixels frame(byte[] bytes, int frame, Still decoder) throws IOException {
        List<Chunk> chunks = chunks(bytes);
        PngColors colors = PngColors.of(chunks, bytes);
        List<Chunk> controls = chunks.stream().filter(chunk -> chunk.type.equals("fcTL")).toList();
        boolean still = stillComesFirst(chunks);
        if (still && frame == 0) return AwtImage.pixels(decoder.decode(bytes, 0), colors.profile());
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int width = file.getInt(chunks.get(0).at), height = file.getInt(chunks.get(0).at + 4);
        TooLarge.check(width, height);
        FrameCanvas canvas = new FrameCanvas(width, height);
        List<Chunk> first = controls.subList(0, still ? frame : frame + 1);
        List<FrameOrder.Header> headers = first.stream().map(control -> header(file, control, control == first.get(0)))
            .toList();
        for (int i : FrameOrder.of(headers, width, height)) {
            FrameOrder.Header header = headers.get(i);
            Pixels pixels = AwtImage.pixels(decoder.decode(alone(bytes, chunks, first.get(i)), 0), colors.profile());
            canvas.lay(new Frame(header.x(), header.y(), pixels, !header.hides(), header.after()));
        }
        return canvas.pixels();
    }

    private static FrameOrder.Header header(ByteBuffer file, Chunk control, boolean first) {
        // Clearing and taking back are 1 and 2; the first frame cannot be taken back and is cleared.
        Frame.After after = Frame.After.values()[Math.floorMod(file.get(control.at + FRAME_CONTROL - 2), 3)];
        return new FrameOrder.Header(file.getInt(control.at + 12), file.getInt(control.at + 16),
            file.getInt(control.at + 4), file.getInt(control.at + 8), file.get(control.at + FRAME_CONTROL - 1) != 1,
            first && after == Frame.After.TAKEN_BACK ? Frame.After.CLEARED : after);
    }

    /** A file of that frame only: the header with its size, what all share, and its data up to the next frame. */
    private static byte[] alone(byte[] bytes, List<Chunk> chunks, Chunk control) {
        PngWriter file = new PngWriter();
        byte[] header = chunks.get(0).data(bytes);
        System.arraycopy(bytes, control.at + 4, header, 0, NEW_SIZE);
        file.chunk("IHDR", header);
        chunks.stream().filter(chunk -> SHARED.contains(chunk.type))
            .forEach(chunk -> file.chunk(chunk.type, chunk.data(bytes)));
        for (Chunk chunk : chunks.subList(chunks.indexOf(control) + 1, chunks.size())) {
            if (chunk.type.equals("fcTL")) break;
            if (chunk.type.equals("IDAT")) file.chunk("IDAT", chunk.data(bytes));
            if (chunk.type.equals("fdAT")) {
                file.chunk("IDAT", Arrays.copyOfRange(bytes, chunk.at + SEQUENCE, chunk.at + chunk.length));
            }
        }
        return file.chunk("IEND", new byte[0]).bytes();
    }
}
