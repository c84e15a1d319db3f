package org.normscope.patches;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * What was seen backwards of patches, kept in the index file so that it is there at once next time. It is of the
 * index's network and of a picture's cell, so it never gets wrong: whatever else changes, it is found again or not
 * asked for. Kept with 8 bits, which is enough to look at.
 */
final class KeptProjections {
    /**
     * One patch seen backwards.
     *
     * @param cells [1, C, H, W] over the patch's field
     */
    record Kept(Patch patch, Tensor cells) { }

    private static final String TABLE = """
        CREATE TABLE IF NOT EXISTS projection(layer INTEGER NOT NULL, unit INTEGER NOT NULL, method TEXT NOT NULL,
          hash TEXT NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL, channels INTEGER NOT NULL,
          height INTEGER NOT NULL, width INTEGER NOT NULL, step REAL NOT NULL, cells BLOB NOT NULL,
          PRIMARY KEY(layer, unit, method, hash, x, y))""";
    private static final int MOST = 127;

    private KeptProjections() { }

    /** @throws IndexException where the file cannot be written, or another is writing it */
    static void write(Path path, IndexedLayer layer, int unit, String method, List<Kept> all) {
        try (IndexFile file = IndexFile.toWrite(path)) {
            file.run("BEGIN IMMEDIATE");
            file.run(TABLE);
            for (Kept kept : all) {
                Shape shape = kept.cells().shape();
                float step = greatest(kept.cells()) / MOST;
                file.update("INSERT OR REPLACE INTO projection VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    layer.number(), unit, method, kept.patch().hash(), kept.patch().x(), kept.patch().y(),
                    shape.c(), shape.h(), shape.w(), step, packed(kept.cells(), step));
            }
            file.run("COMMIT");
        }
    }

    /** Empty where it was not kept. */
    static Optional<Tensor> read(IndexFile file, IndexedLayer layer, int unit, String method, Patch patch) {
        if (file.number("SELECT COUNT(*) FROM sqlite_master WHERE name = 'projection'") == 0) return Optional.empty();
        @Nullable Tensor[] found = new Tensor[1];
        file.query("SELECT channels, height, width, step, cells FROM projection WHERE layer = ? AND unit = ? "
            + "AND method = ? AND hash = ? AND x = ? AND y = ?", row -> found[0] = unpacked(
                Shape.of(1, row.getInt(1), row.getInt(2), row.getInt(3)), row.getFloat(4), row.getBytes(5)),
            layer.number(), unit, method, patch.hash(), patch.x(), patch.y());
        return Optional.ofNullable(found[0]);
    }

    private static float greatest(Tensor cells) {
        float greatest = 0;
        for (float cell : cells.data()) greatest = Math.max(greatest, Math.abs(cell));
        return greatest;
    }

    private static byte[] packed(Tensor cells, float step) {
        byte[] steps = new byte[cells.data().length];
        for (int i = 0; i < steps.length && step > 0; i++) steps[i] = (byte) Math.round(cells.data()[i] / step);
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(steps);
            deflater.finish();
            ByteBuffer packed = ByteBuffer.allocate(steps.length + steps.length / 100 + 64);
            while (!deflater.finished()) deflater.deflate(packed);
            byte[] bytes = new byte[packed.flip().remaining()];
            packed.get(bytes);
            return bytes;
        } finally {
            deflater.end();
        }
    }

    private static Tensor unpacked(Shape shape, float step, byte[] stored) {
        byte[] steps = new byte[shape.size()];
        IndexStore.unpack(stored, steps);
        float[] cells = new float[steps.length];
        for (int i = 0; i < cells.length; i++) cells[i] = steps[i] * step;
        return Tensor.of(shape, cells);
    }
}
