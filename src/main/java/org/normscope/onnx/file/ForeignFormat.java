package org.normscope.onnx.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Files that people take for ONNX networks, so that the message says what they are: told by their bytes, and by their
 * ending where the bytes say nothing.
 */
enum ForeignFormat {
    /** FlatBuffers of ONNX Runtime, with the identifier behind the first offset. */
    ORT("onnx.foreign.ort"),
    TFLITE("onnx.foreign.tflite"),
    PACKED("onnx.foreign.packed"),
    /** A zip whose directory names no .onnx. */
    ARCHIVE("onnx.foreign.archive"),
    PYTORCH("onnx.foreign.pytorch"),
    EXECUTORCH("onnx.foreign.executorch"),
    PICKLE("onnx.foreign.pickle"),
    PICTURE("onnx.foreign.picture"),
    ARRAY("onnx.foreign.array"),
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
    PADDLE("onnx.foreign.paddle"),
    NCNN("onnx.foreign.ncnn"),
    DARKNET("onnx.foreign.darknet"),
    TENSORRT("onnx.foreign.tensorrt"),
    /** JSON, a text of the message's fields, or ONNX's own notation. */
    ONNX_TEXT("onnx.foreign.text"),
    /** MNN, TNN, Paddle Lite. */
    MOBILE("onnx.foreign.mobile"),
    /** Rockchip, Ascend, Hailo. */
    COMPILED("onnx.foreign.compiled"),
    GGUF("onnx.foreign.gguf"),
    CHECKPOINT("onnx.foreign.checkpoint"),
    MATLAB("onnx.foreign.matlab"),
    MLIR("onnx.foreign.mlir"),
    DOCUMENT("onnx.foreign.document"),
    PROGRAM("onnx.foreign.program"),
    MEDIA("onnx.foreign.media"),
    /** Numbers one after the other. */
    DATA("onnx.foreign.data"),
    JSON("onnx.foreign.json"),
    PLAIN("onnx.foreign.plain");

    private static final int LOOKED_AT = 1 << 16;
    /** How gzip, bzip2, xz, zstd, 7z and RAR begin. */
    private static final List<String> PACKERS = List.of("\u001f\u008b", "BZh", "\u00fd7zXZ", "\u0028\u00b5\u002f\u00fd",
        "7z\u00bc\u00af", "Rar!");
    /** How PNG, JPEG, GIF and TIFF begin. */
    private static final List<String> PICTURES = List.of("\u0089PNG", "\u00ff\u00d8\u00ff", "GIF8", "II*\0", "MM\0*");
    /** How others begin, the numbers of GGML and ncnn with their last byte first. */
    private static final Map<ForeignFormat, List<String>> BEGINNINGS = Map.of(
        COMPILED, List.of("RKNN", "IMOD", "\u0001HEF"), GGUF, List.of("GGUF", "lmgg", "tjgg", "fmgg"),
        DOCUMENT, List.of("%PDF", "{\\rtf", "\u00d0\u00cf\u0011\u00e0"), MATLAB, List.of("MATLAB "),
        PROGRAM, List.of("\u007fELF", "MZ\u0090", "\0asm", "SQLite format 3", "\u00ca\u00fe\u00ba\u00be"),
        MLIR, List.of("ML\u00efR"), NCNN, List.of("\u00dd\u0085v\0"),
        MEDIA, List.of("OggS", "fLaC", "ID3", "\u001aE\u00df\u00a3"));
    /** Endings of what has no beginning of its own. */
    private static final Map<String, ForeignFormat> ENDINGS = Map.ofEntries(Map.entry("mnn", MOBILE),
        Map.entry("tnnmodel", MOBILE), Map.entry("nb", MOBILE), Map.entry("rknn", COMPILED), Map.entry("om", COMPILED),
        Map.entry("hef", COMPILED), Map.entry("kmodel", COMPILED), Map.entry("dlc", COMPILED),
        Map.entry("engine", TENSORRT), Map.entry("trt", TENSORRT), Map.entry("plan", TENSORRT),
        Map.entry("param", NCNN), Map.entry("weights", DARKNET), Map.entry("mat", MATLAB), Map.entry("gguf", GGUF),
        Map.entry("ckpt", CHECKPOINT), Map.entry("index", CHECKPOINT), Map.entry("meta", CHECKPOINT),
        Map.entry("mlmodel", CORE_ML), Map.entry("caffemodel", CAFFE), Map.entry("pt", PYTORCH),
        Map.entry("pth", PYTORCH), Map.entry("pdparams", PADDLE), Map.entry("tflite", TFLITE),
        Map.entry("bin", DATA), Map.entry("data", DATA), Map.entry("onnx_data", DATA));
    private static final Pattern CHECKPOINT_PART = Pattern.compile(".*\\.data-\\d{5}-of-\\d{5}");
    /** How the index of a TensorFlow checkpoint ends. */
    private static final String TABLE_END = "W\u00fb\u0080\u008b$uG\u00db";
    /** Of weights: their first numbers are looked at, and are no smaller and no larger. */
    private static final int NUMBERS = 1024;
    private static final float TINY = 1e-12f, HUGE = 1e6f;
    /** How PaddlePaddle's parameters begin: three versions, a length, a description whose first field is a number. */
    private static final Pattern PADDLE_WEIGHTS = Pattern.compile("\\A\\x00{16}[\\x01-\\x7f]\\x00{3}\\x08");
    private static final Pattern PLAIN_TEXT = Pattern.compile("[\\t\\n\\f\\r\\x20-\\x7e]*");
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
    /** In a zip, before each entry and in the directory at its end: where the name's length and the name stand. */
    private static final int NAME_LENGTH = 26, NAME = 30, LISTED_LENGTH = 28, LISTED = 46;

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
        String start = text(file, 0);
        String text = start.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("ORTM", 4)) return Optional.of(ORT);
        if (start.startsWith("TFL3", 4)) return Optional.of(TFLITE);
        if (PACKERS.stream().anyMatch(start::startsWith) || start.startsWith("ustar", TAR)) return Optional.of(PACKED);
        if (start.startsWith("PK\u0003\u0004")) return Optional.of(archive(file));
        if (start.startsWith("\u0089HDF\r\n")) return Optional.of(KERAS);
        // A pickle of protocol 2 or later; torch.save wrote a number of its own first before it wrote archives.
        if (start.startsWith("\u0080") && start.length() > 1 && start.charAt(1) >= 2 && start.charAt(1) <= 5) {
            return Optional.of(start.startsWith("\u008a\n", 2) || start.contains("torch") ? PYTORCH : PICKLE);
        }
        if (start.startsWith("ET", 4) && start.matches("(?s).{6}\\d\\d.*")) return Optional.of(EXECUTORCH);
        if (start.startsWith("\u0093NUMPY")) return Optional.of(ARRAY);
        if (PICTURES.stream().anyMatch(start::startsWith) || start.matches("(?s)RIFF.{4}WEBPVP8.*")) {
            return Optional.of(PICTURE);
        }
        if (start.startsWith("version https://git-lfs")) return Optional.of(LFS);
        if (text.startsWith("<!doctype html") || text.startsWith("<html")
            || text.startsWith("<head")) return Optional.of(PAGE);
        if (text.startsWith("<?xml") || text.startsWith("<net ")) {
            if (text.contains("<html")) return Optional.of(PAGE);
            return Optional.of(text.contains("<net ") && text.contains("<layers") ? OPENVINO : XML);
        }
        if (start.matches("(?s).{6}\0\0\\{\\s*\".*")) return Optional.of(SAFETENSORS);
        // Ultralytics writes a length and JSON before the engine itself.
        boolean engine = start.startsWith("ptrt") || start.startsWith("ftrt") || start.startsWith("{\"", 4)
            && (start.contains("ftrt") || start.contains("ptrt"));
        if (engine) return Optional.of(TENSORRT);
        if (text(file, Math.max(0, file.length - TABLE_END.length())).equals(TABLE_END)) return Optional.of(CHECKPOINT);
        Optional<ForeignFormat> begun = begun(start);
        if (begun.isPresent()) return begun;
        if (DARKNET_WEIGHTS.matcher(start).find()) return Optional.of(DARKNET);
        if (PADDLE_WEIGHTS.matcher(start).find()) return Optional.of(PADDLE);
        return written(COMMENTS.matcher(text).replaceFirst("")).or(() -> message(MessageField.first(file)))
            .or(() -> text.isEmpty() || !isText(file, start) ? Optional.empty() : Optional.of(PLAIN));
    }

    private static Optional<ForeignFormat> begun(String start) {
        if (start.startsWith("ftyp", 4)) {
            return Optional.of(start.matches("(?s).{8}(?:hei|hev|mif1|msf1|avi[fs]).*") ? PICTURE : MEDIA);
        }
        if (start.matches("(?s)BM.{4}\0{4}.*")) return Optional.of(PICTURE);
        if (start.matches("(?s)RIFF.{4}(?:WAVE|AVI ).*")) return Optional.of(MEDIA);
        return BEGINNINGS.entrySet().stream().filter(kind -> kind.getValue().stream().anyMatch(start::startsWith))
            .map(Map.Entry::getKey).findFirst();
    }

    private static boolean isText(byte[] file, String start) {
        boolean wide = start.startsWith("\u00ff\u00fe") || start.startsWith("\u00fe\u00ff");
        if (wide || PLAIN_TEXT.matcher(start).matches()) {
            return true;
        }
        // What is looked at may end within a letter.
        String read = new String(file, 0, Math.min(LOOKED_AT, file.length), StandardCharsets.UTF_8)
            .replaceFirst("\uFFFD{1,3}$", "");
        return !read.isEmpty() && read.indexOf('\uFFFD') < 0 && read.chars().noneMatch(letter -> letter < ' '
            && "\t\n\f\r".indexOf(letter) < 0);
    }

    /**
     * What a file that could not be read as a network is called as, or looks like.
     *
     * @param name of the file
     * @return empty where neither says anything
     */
    static Optional<ForeignFormat> unread(byte[] file, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (CHECKPOINT_PART.matcher(lower).matches()) return Optional.of(CHECKPOINT);
        return Optional.ofNullable(ENDINGS.get(lower.substring(lower.lastIndexOf('.') + 1)))
            .or(() -> isNumbers(file) ? Optional.of(DATA) : Optional.empty());
    }

    /** Whether it begins with float32 as weights are. */
    private static boolean isNumbers(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int count = Math.min(NUMBERS, file.length / Float.BYTES), filled = 0;
        for (int i = 0; i < count; i++) {
            float number = Math.abs(bytes.getFloat());
            if (number != 0 && !(number > TINY && number < HUGE)) return false;
            if (number != 0) filled++;
        }
        return filled > count / 2;
    }

    /** What a folder is that holds a network of another kind; empty for any other. */
    static Optional<ForeignFormat> folder(Path folder) {
        if (Files.exists(folder.resolve("saved_model.pb"))) return Optional.of(TENSORFLOW);
        return Files.exists(folder.resolve("Data/com.apple.CoreML")) ? Optional.of(CORE_ML) : Optional.empty();
    }

    /** @param text its beginning, in small letters, without comments before it */
    private static Optional<ForeignFormat> written(String text) {
        if (text.startsWith("[net]") || text.startsWith("[network]")) return Optional.of(DARKNET);
        if (text.startsWith("{") || text.startsWith("[")) return json(text);
        if (text.startsWith("model_checkpoint_path:")) return Optional.of(CHECKPOINT);
        if (text.startsWith("\"1 ") && text.contains("4206624770")) return Optional.of(MOBILE);
        if (text.matches("(?s)module\\s*(?:@\\S+\\s*)?(?:attributes.*)?\\{.*")) return Optional.of(MLIR);
        // Before ncnn's number there was none: counts of layers and values, then layers.
        if (text.matches("(?s)\\d+ \\d+\\s*\\n\\S+ +\\S+ +\\d+ +\\d+ .*")) return Optional.of(NCNN);
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
        if (text.contains("\"base_code\"") && text.contains("\"pir\"")) return Optional.of(PADDLE);
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
            boolean block = node.size() > 1 && node.get(0).number() == 1 && !node.get(0).filled()
                && node.get(1).number() == 2 && !node.get(1).filled();
            if (block) return Optional.of(PADDLE);
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

    /** By the names in it: before each entry, and in the directory at its end, which a file that is cut off lacks. */
    private static ForeignFormat archive(byte[] file) {
        Set<String> names = names(text(file, 0), "PK\u0003\u0004", NAME_LENGTH, NAME);
        Set<String> listed = names(text(file, Math.max(0, file.length - LOOKED_AT)), "PK\u0001\u0002", LISTED_LENGTH,
            LISTED);
        names.addAll(listed);
        if (ends(names, "data.pkl")) return PYTORCH;
        if (ends(names, "config.json") && ends(names, "metadata.json")) return KERAS;
        if (ends(names, ".mlmodel")) return CORE_ML;
        if (ends(names, "[Content_Types].xml")) return DOCUMENT;
        if (ends(names, "dlc.metadata")) return COMPILED;
        if (ends(names, ".npy")) return ARRAY;
        return listed.isEmpty() || ends(names, ".onnx") ? PACKED : ARCHIVE;
    }

    private static boolean ends(Set<String> names, String with) {
        return names.stream().anyMatch(name -> name.endsWith(with));
    }

    private static Set<String> names(String zip, String signature, int length, int name) {
        Set<String> names = new HashSet<>();
        for (int at = zip.indexOf(signature); at >= 0; at = zip.indexOf(signature, at + 1)) {
            if (at + name >= zip.length()) continue;
            int end = at + name + zip.charAt(at + length) + (zip.charAt(at + length + 1) << 8);
            names.add(zip.substring(at + name, Math.min(end, zip.length())));
        }
        return names;
    }

    /** A letter a byte. */
    private static String text(byte[] file, int from) {
        return new String(file, from, Math.min(LOOKED_AT, file.length - from), StandardCharsets.ISO_8859_1);
    }
}
