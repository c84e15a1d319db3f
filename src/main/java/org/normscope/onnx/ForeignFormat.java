package org.normscope.onnx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
    OPENVINO("onnx.foreign.openvino"),
    XML("onnx.foreign.xml"),
    /** A GraphDef or a SavedModel, in bytes or as text. */
    TENSORFLOW("onnx.foreign.tensorflow"),
    TENSORFLOW_JS("onnx.foreign.tfjs"),
    CAFFE("onnx.foreign.caffe"),
    CORE_ML("onnx.foreign.coreml"),
    MXNET("onnx.foreign.mxnet"),
    NCNN("onnx.foreign.ncnn"),
    DARKNET("onnx.foreign.darknet"),
    TENSORRT("onnx.foreign.tensorrt"),
    /** JSON, a text of the message's fields, or ONNX's own notation. */
    ONNX_TEXT("onnx.foreign.text"),
    JSON("onnx.foreign.json");

    private static final int LOOKED_AT = 1 << 16;
    /** How gzip, bzip2, xz, zstd, 7z and RAR begin. */
    private static final List<String> PACKERS = List.of("\u001f\u008b", "BZh", "\u00fd7zXZ", "\u0028\u00b5\u002f\u00fd",
        "7z\u00bc\u00af", "Rar!");
    private static final Pattern COMMENTS = Pattern.compile("\\A(?:#[^\n]*+\\s*+)++");
    /** Where a tar says what it is. */
    private static final int TAR = 257;
    /** How darknet's weights begin: version 0.1 or 0.2, revision 0. */
    private static final Pattern DARKNET_WEIGHTS =
        Pattern.compile("\\A\\x00{4}[\\x01\\x02]\\x00{3}[\\x00-\\x05]\\x00{3}");
    /** Of Core ML's kinds of network the least number, and of its ways to say one. */
    private static final int CORE_ML_KINDS = 200, CORE_ML_END = 4000;
    /** In Caffe's NetParameter. */
    private static final int CAFFE_LAYER = 100;
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
        if (text.startsWith("<?xml") || text.startsWith("<net ")) {
            return Optional.of(text.contains("<net ") && text.contains("<layers") ? OPENVINO : XML);
        }
        if (start.startsWith("{\"", 8) && start.charAt(7) == 0 && start.charAt(6) == 0) return Optional.of(SAFETENSORS);
        if (start.startsWith("ptrt") || start.startsWith("ftrt")) return Optional.of(TENSORRT);
        if (DARKNET_WEIGHTS.matcher(start).find()) return Optional.of(DARKNET);
        return written(COMMENTS.matcher(text).replaceFirst("")).or(() -> message(MessageField.first(file)));
    }

    /** @param text its beginning, in small letters, without comments before it */
    private static Optional<ForeignFormat> written(String text) {
        if (text.startsWith("[net]") || text.startsWith("[network]")) return Optional.of(DARKNET);
        if (text.startsWith("{") || text.startsWith("[")) return json(text);
        if (text.startsWith("7767517\n") || text.startsWith("7767517\r")) return Optional.of(NCNN);
        if (text.matches("(?s)<?\\s*ir_version\\s*:.*")) return Optional.of(ONNX_TEXT);
        if (text.matches("(?s)node\\s*\\{.*\\bop\\s*:.*")) return Optional.of(TENSORFLOW);
        boolean caffe = text.matches("(?s)(name|input|layers?|force_backward|state)\\s*[:{].*")
            && Pattern.compile("\\blayers?\\s*\\{").matcher(text).find();
        return caffe ? Optional.of(CAFFE) : Optional.empty();
    }

    private static Optional<ForeignFormat> json(String text) {
        if (text.contains("\"modeltopology\"") || text.contains("\"weightsmanifest\"")) {
            return Optional.of(TENSORFLOW_JS);
        }
        if (text.contains("\"irversion\"") || text.contains("\"opsetimport\"")) return Optional.of(ONNX_TEXT);
        if (text.contains("\"class_name\"")) return Optional.of(KERAS);
        if (text.contains("\"nodes\"") && text.contains("\"op\"")) return Optional.of(MXNET);
        return text.matches("(?s)[\\[{]\\s*[\\]}\\[{\"\\d-].*") ? Optional.of(JSON) : Optional.empty();
    }

    /** Of other networks that are Protocol Buffers. ONNX's first field is a number, its graph the seventh. */
    private static Optional<ForeignFormat> message(List<MessageField> fields) {
        if (fields.isEmpty() || MessageField.numbered(7, fields).isPresent()) return Optional.empty();
        MessageField first = fields.get(0);
        boolean caffe = MessageField.numbered(CAFFE_LAYER, fields).isPresent();
        if (first.number() == 1 && first.filled()) {
            List<MessageField> node = first.inside();
            boolean operator = node.size() > 1 && node.get(0).number() == 1 && node.get(0).isName()
                && node.get(1).number() == 2 && node.get(1).isName();
            if (operator) return Optional.of(TENSORFLOW);
            return first.isName() && (caffe || MessageField.numbered(2, fields).isPresent()) ? Optional.of(CAFFE)
                : Optional.empty();
        }
        if (caffe && first.number() == CAFFE_LAYER) return Optional.of(CAFFE);
        if (first.number() != 1) return Optional.empty();
        if (fields.stream().anyMatch(field -> field.filled() && field.number() > CORE_ML_KINDS
            && field.number() < CORE_ML_END)) return Optional.of(CORE_ML);
        boolean graphs = MessageField.numbered(2, fields).filter(graph -> !graph.isName() && graph.inside().stream()
            .anyMatch(field -> field.filled() && field.number() <= 2)).isPresent();
        return graphs && fields.stream().allMatch(field -> field.number() <= 2) ? Optional.of(TENSORFLOW)
            : Optional.empty();
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
