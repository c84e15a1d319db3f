package org.normscope.transfer;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.normscope.task.OneWriter;

/**
 * Features of pictures on disk, by the pictures' hashes: a header, then one record after another, each with its own
 * checksum. What was cut short by a crash or a full disk is cut off when the file is opened again; all before it stays.
 * In memory there is a number for each picture. The owner closes it; nobody else has it open meanwhile.
 */
final class FeatureFile implements AutoCloseable {
    /** "NSF1" */
    private static final int MAGIC = 0x4E534631;
    private static final int HEADER = 8, HASH = 32, LOOK = 8, CHECK = 4;

    /**
     * What is kept of a picture.
     *
     * @param look perceptual hash
     */
    record Kept(float[] features, long look) { }

    private final Path path;
    private final int count;
    private final RandomAccessFile file;
    private final Map<String, Integer> records = new HashMap<>();
    private @Nullable OneWriter alone;
    private int written;

    private FeatureFile(Path path, int count, RandomAccessFile file) {
        this.path = path;
        this.count = count;
        this.file = file;
    }

    /**
     * Opens the file of a cut, or makes it.
     *
     * @throws TransferException where it cannot be made or read, or another process or job has it open
     */
    static FeatureFile open(Path folder, FeatureLayer cut) {
        Path path = folder.resolve(cut.key() + ".features");
        try {
            Files.createDirectories(folder);
            return of(path, cut.count(), new RandomAccessFile(path.toFile(), "rw"));
        } catch (IOException e) {
            throw new TransferException(e, "transfer.features.unwritable", path.toString());
        }
    }

    /** Of a file that is open already, which is this one's from now on. */
    static FeatureFile of(Path path, int count, RandomAccessFile file) {
        FeatureFile opened = new FeatureFile(path, count, file);
        try {
            opened.begin();
            return opened;
        } catch (IOException e) {
            opened.close();
            throw new TransferException(e, "transfer.features.unwritable", path.toString());
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void begin() throws IOException {
        alone = OneWriter.of(path, Duration.ZERO)
            .orElseThrow(() -> new TransferException("transfer.features.busy", path.toString()));
        boolean ours = file.length() >= HEADER && file.readInt() == MAGIC && file.readInt() == count;
        if (!ours) {
            file.setLength(0);
            file.writeInt(MAGIC);
            file.writeInt(count);
        }
        index();
        file.setLength(HEADER + (long) written * length());
    }

    private int length() {
        return HASH + LOOK + 4 * count + CHECK;
    }

    /** Finds the whole records. */
    private void index() throws IOException {
        byte[] record = new byte[length()];
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 20))) {
            in.skipNBytes(HEADER);
            while (in.readNBytes(record, 0, record.length) == record.length && isWhole(record)) {
                records.put(HexFormat.of().formatHex(record, 0, HASH), written++);
            }
        }
    }

    private static boolean isWhole(byte[] record) {
        return ByteBuffer.wrap(record).getInt(record.length - CHECK) == check(record);
    }

    private static int check(byte[] record) {
        CRC32 check = new CRC32();
        check.update(record, 0, record.length - CHECK);
        return (int) check.getValue();
    }

    boolean has(String hash) {
        return records.containsKey(hash);
    }

    /** @return empty where nothing is kept of that picture, or what is kept was damaged since */
    Optional<Kept> read(String hash) {
        Integer number = records.get(hash);
        if (number == null) return Optional.empty();
        byte[] record = new byte[length()];
        try {
            file.seek(HEADER + (long) number * length());
            file.readFully(record);
        } catch (IOException e) {
            throw new TransferException(e, "transfer.features.unwritable", path.toString());
        }
        if (!isWhole(record)) return Optional.empty();
        ByteBuffer cells = ByteBuffer.wrap(record).position(HASH);
        long look = cells.getLong();
        float[] features = new float[count];
        cells.asFloatBuffer().get(features);
        return Optional.of(new Kept(features, look));
    }

    /** @throws TransferException where the disk is full; what was put before stays */
    void put(String hash, Kept kept) {
        ByteBuffer record = ByteBuffer.allocate(length());
        record.put(HexFormat.of().parseHex(hash)).putLong(kept.look());
        record.asFloatBuffer().put(kept.features());
        record.putInt(length() - CHECK, check(record.array()));
        try {
            file.seek(HEADER + (long) written * length());
            file.write(record.array());
            records.put(hash, written++);
        } catch (IOException e) {
            throw new TransferException(e, "transfer.features.full", path.toString(),
                Arrays.stream(String.valueOf(e.getMessage()).split("\\R")).findFirst().orElse(""));
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new TransferException(e, "transfer.features.unwritable", path.toString());
        } finally {
            if (alone != null) alone.close();
        }
    }
}
