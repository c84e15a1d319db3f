package org.normscope.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.normscope.onnx.BadNetworkException;

/**
 * What MODEL.json beside a network says: {@code {"size": 224 or [width, height], "range": [0, 1], "mean": [r, g, b],
 * "std": [r, g, b], "order": "RGB" | "BGR" | "GRAY", "fit": "crop" | "pad" | "stretch", "labels": ["dog", ...]}}.
 * Every key may be left out; what is left out is guessed. "layers" names normalizations that take several operators
 * ({@link NamedLayer}). How a network was trained may stand there too ("training"), for people to read.
 *
 * @param settings as {@link InputSettings} has them
 * @param labels   by output index; empty where it says none
 * @param named    layers of several operators
 * @param normless whether it says that the network has no normalization: "layers" names none, or the training is of the
 *                 twin "none"
 * @param unknown  keys that mean nothing here: said, so that a slip of the pen does not fail silently
 */
record Manifest(Map<String, String> settings, List<String> labels, List<NamedLayer> named,
                boolean normless, List<String> unknown) {
    private static final Set<String> READ_ELSEWHERE = Set.of("labels", "training", "layers");

    /** In a file's metadata: what would stand in a manifest beside it, which wins. */
    static final String KEY = "normscope.manifest";

    static final Manifest NONE = new Manifest(Map.of(), List.of(), List.of(), false, List.of());

    /**
     * @param from stands in messages
     * @throws BadNetworkException where it is no JSON object, or a value is wrong
     */
    static Manifest read(byte[] json, String from) {
        JsonNode root = parse(json, from);
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        root.properties().forEach(field -> {
            if (InputSettings.KEYS.contains(field.getKey())) {
                settings.put(field.getKey(), text(field.getKey(), field.getValue()));
            } else if (!READ_ELSEWHERE.contains(field.getKey())) {
                unknown.add(field.getKey());
            }
        });
        return new Manifest(InputSettings.checked(settings, from), labels(root.path("labels"), from),
            NamedLayer.of(root.path("layers"), from),
            root.path("layers").isObject() && root.path("layers").isEmpty()
                || root.path("training").path("twin").asText().equals("none"), unknown);
    }

    private static JsonNode parse(byte[] json, String from) {
        try {
            JsonNode root = new ObjectMapper().readTree(json);
            if (root.isObject()) return root;
            throw new BadNetworkException("network.manifest", from, "1");
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "1" : String.valueOf(e.getLocation().getLineNr());
            throw new BadNetworkException(e, "network.manifest", from, line);
        } catch (IOException e) {
            throw new BadNetworkException(e, "network.manifest", from, "1");
        }
    }

    private static String text(String key, JsonNode value) {
        if (!value.isArray()) return value.asText();
        return StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText)
            .collect(Collectors.joining(key.equals("size") ? "x" : ","));
    }

    private static List<String> labels(JsonNode value, String from) {
        if (value.isMissingNode() || value.isNull()) return List.of();
        List<String> labels = StreamSupport.stream(value.spliterator(), false)
            .filter(JsonNode::isTextual).map(JsonNode::asText).toList();
        if (!value.isArray() || labels.size() != value.size()) {
            throw new BadNetworkException("network.manifest.labels", from);
        }
        return labels;
    }
}
