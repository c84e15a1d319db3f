package org.normscope.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * BMP whose rows are packed in runs (BI_RLE8, BI_RLE4). Where these say that they end, or go on in zeros as what was
 * never loaded does, the decoder leaves the rest black: such a file is cut. Source: Microsoft, Bitmap Compression.
 */
final class BmpStructure implements Structure {
    private static final int CELLS = 10, HEADER = 14, WIDTH = 18, HEIGHT = 22, COMPRESSION = 30, LEAST = 40;
    private static final int RLE8 = 1, RLE4 = 2;
    private static final int END_OF_ROW = 0, END = 1, MOVE = 2;

    @Override
    public Wholeness wholeness(ByteBuffer bytes, int frame) {
        ByteBuffer file = bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (file.limit() < HEADER + LEAST || file.getInt(HEADER) < LEAST) return Wholeness.WHOLE;
        int packing = file.getInt(COMPRESSION);
        if (packing != RLE8 && packing != RLE4) return Wholeness.WHOLE;
        int rows = Math.abs(file.getInt(HEIGHT)), columns = file.getInt(WIDTH), row = 0, filled = -1;
        long column = 0;
        for (int at = file.getInt(CELLS); row < rows - 1 || row < rows && column < columns; ) {
            int count = file.get(at) & 0xFF, value = file.get(at + 1) & 0xFF;
            at += 2;
            if (count > 0 || value > MOVE) filled = row;
            if (count > 0) {
                column += count;
            } else if (value == END_OF_ROW) {
                row++;
                column = 0;
            } else if (value == END) {
                break;
            } else if (value == MOVE) {
                column += file.get(at) & 0xFF;
                row += file.get(at + 1) & 0xFF;
                at += 2;
            } else {
                column += value;
                int cells = packing == RLE8 ? value : (value + 1) / 2;
                file.get(at + cells - 1);
                at += cells + cells % 2;
            }
        }
        return filled < rows - 1 ? Wholeness.CUT : Wholeness.WHOLE;
    }
}
