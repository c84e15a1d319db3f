package org.normscope.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The directories of a TIFF, one a page (TIFF 6.0, section 2), or of a BigTIFF, whose counts and offsets are wide. */
final class TiffDirectories {
    private static final int BIG = 43, SHORT = 3;

    private final ByteBuffer file;
    private final boolean big;
    private final List<Integer> offsets;

    TiffDirectories(byte[] bytes) {
        file = ByteBuffer.wrap(bytes).order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        big = file.getShort(2) == BIG;
        offsets = offsets();
    }

    /** Pages of a file that goes in circles count once; those that lie behind its end do not. */
    private List<Integer> offsets() {
        Set<Integer> all = new LinkedHashSet<>();
        try {
            long at = offset(big ? 8 : 4);
            while (at > 0 && at < file.capacity() && all.add((int) at)) at = offset(end((int) at));
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            return List.copyOf(all);
        }
        return List.copyOf(all);
    }

    int count() {
        return offsets.size();
    }

    /**
     * What the directory of a page says; of a page that the file lacks nothing.
     *
     * @throws IndexOutOfBoundsException where the file ends before its first directory does
     */
    List<Entry> entries(int page) {
        if (page >= offsets.size()) {
            if (page == 0) throw new IndexOutOfBoundsException("there is no directory");
            return List.of();
        }
        int end = end(offsets.get(page));
        file.get(end - 1);
        List<Entry> entries = new ArrayList<>();
        for (int at = offsets.get(page) + countBytes(); at < end; at += entryBytes()) entries.add(new Entry(at));
        return entries;
    }

    private long offset(int at) {
        return big ? file.getLong(at) : file.getInt(at) & 0xFFFFFFFFL;
    }

    /** Where the offset of the next directory stands. */
    private int end(int directory) {
        long entries = big ? file.getLong(directory) : file.getShort(directory) & 0xFFFF;
        return Math.toIntExact(Math.addExact((long) directory + countBytes(),
            Math.multiplyExact(entries, (long) entryBytes())));
    }

    private int countBytes() {
        return big ? Long.BYTES : Short.BYTES;
    }

    private int entryBytes() {
        return big ? 20 : 12;
    }

    /** Tag, type, count, and the values themselves where they have room, else their place. */
    final class Entry {
        private final int at;

        private Entry(int at) {
            this.at = at;
        }

        int tag() {
            return file.getShort(at) & 0xFFFF;
        }

        /** The first of its values, as a number without a sign or the lower half of one. */
        int value() {
            int wide = big ? Long.BYTES : Integer.BYTES, values = at + 4 + wide;
            boolean narrow = file.getShort(at + 2) == SHORT;
            long bytes = offset(at + 4) * (narrow ? Short.BYTES : Integer.BYTES);
            int first = bytes <= wide ? values : Math.toIntExact(offset(values));
            return narrow ? file.getShort(first) & 0xFFFF : file.getInt(first);
        }
    }
}
