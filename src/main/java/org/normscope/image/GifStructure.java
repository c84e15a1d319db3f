package org.normscope.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** GIF, block by block (GIF89a, section 17 on). */
final class GifStructure implements Structure {
    private static final int SCREEN = 6, HEADER = 13, IMAGE = 0x2C, EXTENSION = 0x21, GRAPHIC_CONTROL = 0xF9,
        TRAILER = 0x3B;

    /**
     * Where a frame stands in the file: its graphic control, 0 where it has none, its descriptor, and what follows it.
     */
    private record Block(int control, int start, int end) { }

    /** The first frame is enough. */
    @Override
    public Wholeness wholeness(ByteBuffer file, int frame) {
        return blocks(file, 1).isEmpty() ? Wholeness.CUT : Wholeness.WHOLE;
    }

    @Override
    public int frames(byte[] bytes, Still still) {
        return blocks(ByteBuffer.wrap(bytes), Integer.MAX_VALUE).size();
    }

    /** The first frames that are whole. */
    private static List<Block> blocks(ByteBuffer file, int most) {
        List<Block> found = new ArrayList<>();
        try {
            int at = HEADER + colorTable(file.get(10)), control = 0;
            while (found.size() < most) {
                int start = at, introducer = file.get(at) & 0xFF;
                boolean frame = introducer == IMAGE;
                if (!frame && introducer != EXTENSION) break;
                if (!frame && (file.get(at + 1) & 0xFF) == GRAPHIC_CONTROL) control = at;
                at += frame ? 11 + colorTable(file.get(at + 9)) : 2;
                while (file.get(at) != 0) at += 1 + (file.get(at) & 0xFF);
                at++;
                if (frame) {
                    found.add(new Block(control, start, at));
                    control = 0;
                }
            }
        } catch (IndexOutOfBoundsException e) {
            return found; // What is whole so far.
        }
        return found;
    }

    /** Bytes of the table that a descriptor's flags announce. */
    private static int colorTable(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    /** The canvas is the logical screen, or what the first frame needs where that is more. */
    @Override
    public Pixels frame(byte[] bytes, int frame, Still still) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Block> blocks = blocks(file, frame + 1);
        List<FrameOrder.Header> headers = blocks.stream().map(block -> header(file, block)).toList();
        FrameOrder.Header first = headers.get(0);
        int width = Math.max(file.getShort(SCREEN) & 0xFFFF, first.x() + first.width());
        int height = Math.max(file.getShort(SCREEN + 2) & 0xFFFF, first.y() + first.height());
        TooLarge.check(width, height);
        FrameCanvas canvas = new FrameCanvas(width, height);
        for (int i : FrameOrder.of(headers, width, height)) {
            Pixels pixels = AwtImage.pixels(still.decode(alone(bytes, blocks.get(i)), 0));
            canvas.lay(new Frame(headers.get(i).x(), headers.get(i).y(), pixels, true, headers.get(i).after()));
        }
        return canvas.pixels();
    }

    private static FrameOrder.Header header(ByteBuffer file, Block block) {
        int flags = block.control > 0 ? file.get(block.control + 3) : 0, disposal = flags >> 2 & 7;
        Frame.After after = disposal == 2 ? Frame.After.CLEARED : disposal == 3 ? Frame.After.TAKEN_BACK
            : Frame.After.STAYS;
        return new FrameOrder.Header(file.getShort(block.start + 1) & 0xFFFF, file.getShort(block.start + 3) & 0xFFFF,
            file.getShort(block.start + 5) & 0xFFFF, file.getShort(block.start + 7) & 0xFFFF, (flags & 1) == 0, after);
    }

    /** A file of that frame only. */
    private static byte[] alone(byte[] bytes, Block block) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(bytes, 0, HEADER + colorTable(bytes[10]));
        if (block.control > 0) file.write(bytes, block.control, 8);
        file.write(bytes, block.start, block.end - block.start);
        file.write(TRAILER);
        return file.toByteArray();
    }
}
