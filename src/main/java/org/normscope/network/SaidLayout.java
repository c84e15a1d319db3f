package org.normscope.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.normscope.onnx.Arranged.Lie;
import org.normscope.onnx.Node;
import org.normscope.tensor.Shape;

/**
 * How maps lie, said by hand where the walk along the graph does not find it, or finds it wrong: {@code layout=NHWC} of
 * all maps with so many axes, {@code layout:LAYER=NTC} of one layer's. Letters by axis: N pictures, C channels, H rows,
 * W columns, D slices, T places in a row (a square grid where their number, or one less, is a square; else a line).
 */
public final class SaidLayout {
    /** In settings; a colon and a layer's name may follow. */
    public static final String KEY = "layout";
    public static final List<String> LETTERS = List.of("NCHW", "NHWC", "NCT", "NTC", "NHW", "NCDHW");

    private SaidLayout() { }

    static boolean isKey(String key) {
        return key.equals(KEY) || key.startsWith(KEY + ":");
    }

    /**
     * @param found what was found by itself, by value
     * @param nodes that write the layers' values
     * @return by value, where its maps do not lie as [N, C, H, W]
     * @throws BadSettingException where there is no such layer, or it has other axes
     */
    static Map<String, Lie> over(Map<String, Lie> found, Map<String, String> said, List<Node> nodes,
        Map<String, Shape> shapes) {
        Map<String, Lie> lies = new LinkedHashMap<>(found);
        // What is said of one layer comes after what is said of all.
        new TreeMap<>(said).forEach((key, letters) -> {
            if (!isKey(key)) return;
            String layer = key.equals(KEY) ? "" : key.substring(KEY.length() + 1);
            List<Node> of = nodes.stream().filter(node -> layer.isEmpty() || layer.equals(node.label())
                || layer.equals(node.output())).toList();
            if (of.isEmpty()) throw new BadSettingException("network.layout.layer", layer);
            for (Node node : of) {
                Shape shape = shapes.get(node.output());
                if (shape == null || shape.rank() != letters.length()) {
                    if (layer.isEmpty()) continue;
                    throw new BadSettingException("network.layout.axes", layer, letters, String.valueOf(shape));
                }
                Optional<Lie> lie = lie(letters, shape);
                if (lie.isPresent()) lies.put(node.output(), lie.get());
                else lies.remove(node.output());
            }
        });
        return lies;
    }

    private static Optional<Lie> lie(String letters, Shape shape) {
        return switch (letters) {
            case "NHWC" -> Optional.of(new Lie(letters, shape.extent(3), shape.extent(1), shape.extent(2), 0));
            case "NHW" -> Optional.of(new Lie(letters, 1, shape.extent(1), shape.extent(2), 0));
            case "NCDHW" -> Optional.of(slices(shape));
            case "NCT", "NTC" -> {
                int axis = letters.indexOf('T'), places = shape.extent(axis);
                int side = (int) Math.sqrt(places), inner = (int) Math.sqrt(places - 1);
                boolean square = side * side == places, behindOne = inner > 0 && inner * inner == places - 1;
                yield Optional.of(new Lie(letters, shape.extent(3 - axis), square ? side : behindOne ? inner : 1,
                    square ? side : behindOne ? inner : places, !square && behindOne ? 1 : 0));
            }
            default -> Optional.empty();
        };
    }

    /** One below the other. */
    static Lie slices(Shape shape) {
        return new Lie("NCDHW", shape.extent(1), shape.extent(2) * shape.extent(3), shape.extent(4), shape.extent(2));
    }
}
