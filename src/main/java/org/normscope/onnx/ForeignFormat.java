package org.normscope.onnx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Files that people take for ONNX networks, told by their first bytes, so that the message says what they are. */
enum ForeignFormat {
    /** FlatBuffers of ONNX Runtime, with the identifier behind the first offset. */
    ORT("onnx.foreign.ort"),
    TFLITE("onnx.foreign.tflite"),
    PACKED("onnx.foreign.packed"),
    PYTORCH("onnx.foreign.pytorch"),
    KERAS("onnx.foreign.keras"),
    SAFETENSORS("onnx.foreign.weights"),
    LFS("onnx.foreign.lfs"),
    PAGE("onnx.foreign.page"),
    XML("onnx.foreign.xml");

    private static final int LOOKED_AT = 512;
    /** How gzip, bzip2, xz, zstd, 7z and RAR begin. */
    private static final List<String> PACKERS = List.of("\u001f\u008b", "BZh", "\u00fd7zXZ", "\u0028\u00b5\u002f\u00fd",
        "7z\u00bc\u00af", "Rar!");
    /** Where a tar says what it is. */
    private static final int TAR = 257;
    /** Entries of an archive that are looked at: what tells its kind stands in front. */
    private static final int ENTRIES = 64;

    private final String key;

    ForeignFormat(String key) {
        this.key = key;
    }

    /** Which key says it, with the file's name as its argument. */
    String key() {
        return key;
    }

    /** @return empty for what may be an ONNX network */
    static Optional<ForeignFormat> of(byte[] file) {
        String start = new String(file, 0, Math.min(LOOKED_AT, file.length), StandardCharsets.ISO_8859_1);
        String text = start.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("ORTM", 4)) return Optional.of(ORT);
        if (start.startsWith("TFL3", 4)) return Optional.of(TFLITE);
        if (PACKERS.stream().anyMatch(start::startsWith) || start.startsWith("ustar", TAR)) return Optional.of(PACKED);
        if (start.startsWith("PK\u0003\u0004")) return Optional.of(archive(file));
        if (start.startsWith("\u0089HDF\r\n")) return Optional.of(KERAS);
        // A pickle of protocol 2 or later, as torch.save wrote before it wrote archives.
        if (start.startsWith("\u0080") && start.length() > 1 && start.charAt(1) >= 2
            && start.charAt(1) <= 5) return Optional.of(PYTORCH);
        if (start.startsWith("version https://git-lfs")) return Optional.of(LFS);
        if (text.startsWith("<!doctype html") || text.startsWith("<html")
            || text.startsWith("<head")) return Optional.of(PAGE);
        if (text.startsWith("<?xml") || text.startsWith("<net ")) return Optional.of(XML);
        if (start.startsWith("{\"", 8) && start.charAt(7) == 0 && start.charAt(6) == 0) return Optional.of(SAFETENSORS);
        return Optional.empty();
    }

    private static ForeignFormat archive(byte[] file) {
        Set<String> names = new HashSet<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null && names.size() < ENTRIES; entry =
                entries.getNextEntry()) {
                names.add(entry.getName().substring(entry.getName().lastIndexOf('/') + 1));
                if (names.contains("data.pkl")) return PYTORCH;
                if (names.contains("config.json") && names.contains("metadata.json")) return KERAS;
            }
        } catch (IOException | IllegalArgumentException e) {
            return PACKED; // Cut off: what it is was told by its first bytes.
        }
        return PACKED;
    }
}
