package org.normscope.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * NumPy's array files, format version 1.0, of float32 in little endian and C order
 * (numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
 */
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;
    private static final Pattern HEADER = Pattern.compile(
        "\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(((?:\\d{1,9}, ?)*(?:\\d{1,9})?)\\),? ?\\} *\n");

    private Npy() { }

    /**
     * Writes an array file, whole or not at all.
     *
     * @throws BadArrayException where the file cannot be written
     */
    public static void write(Tensor tensor, Path file) {
        try {
            AtomicFile.write(file, bytes(tensor));
        } catch (IOException e) {
            throw new BadArrayException(e, "picture.npy.unwritable", file.toString());
        }
    }

    /**
     * Reads an array file as {@link #write} makes them, and as NumPy does from such an array.
     *
     * @throws BadArrayException where it is none, holds another type or order, or does not end where its shape says
     */
    public static Tensor read(Path file) {
        try {
            return parsed(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN), file.toString());
        } catch (IOException e) {
            throw new BadArrayException(e, "picture.npy.unreadable", file.toString());
        }
    }

    /** The bytes of an array file. */
    static byte[] bytes(Tensor tensor) {
        String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': " + tuple(tensor.shape()) + ", }";
        int prefix = MAGIC.length + Short.BYTES, unpadded = prefix + dictionary.length() + 1;
        int padding = Math.floorMod(-unpadded, ALIGNMENT), start = unpadded + padding;
        ByteBuffer file = ByteBuffer.allocate(Math.addExact(start, Math.multiplyExact(4, tensor.shape().size())));
        file.order(ByteOrder.LITTLE_ENDIAN).put(MAGIC).putShort((short) (start - prefix));
        file.put((dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
        file.asFloatBuffer().put(tensor.data());
        return file.array();
    }

    /** A shape in Python's notation: (), (3,), (2, 3). */
    private static String tuple(Shape shape) {
        String extents = IntStream.of(shape.toArray()).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        return "(" + extents + (shape.rank() == 1 ? ",)" : ")");
    }

    private static Tensor parsed(ByteBuffer file, String name) {
        int prefix = MAGIC.length + Short.BYTES;
        if (file.limit() < prefix || !Arrays.equals(MAGIC, Arrays.copyOf(file.array(), MAGIC.length))) {
            throw new BadArrayException("picture.npy.unknown", name);
        }
        int length = file.getShort(MAGIC.length) & 0xFFFF;
        if (file.limit() < prefix + length) throw new BadArrayException("picture.npy.cut", name);
        Matcher header = HEADER.matcher(new String(file.array(), prefix, length, StandardCharsets.ISO_8859_1));
        if (!header.matches()) throw new BadArrayException("picture.npy.type", name);
        int[] extents = Pattern.compile("\\d+").matcher(header.group(1)).results()
            .mapToInt(hit -> Integer.parseInt(hit.group())).toArray();
        FloatBuffer cells = file.position(prefix + length).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        long wanted = IntStream.of(extents).asLongStream().reduce(1, (a, b) -> a > Integer.MAX_VALUE ? a : a * b);
        if (wanted != cells.remaining()) throw new BadArrayException("picture.npy.cut", name);
        float[] data = new float[cells.remaining()];
        cells.get(data);
        return Tensor.of(Shape.of(extents), data);
    }
}
