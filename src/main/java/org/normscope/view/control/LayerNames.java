package org.normscope.view.control;

import java.util.List;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.tensor.Shape;

/** How layers are written where there is little room: BN, 64×80², ... */
public final class LayerNames {
    private LayerNames() { }

    public static String operator(Layer layer) {
        return layer.brief();
    }

    /** What of a name tells layers apart: /b2/d/d.0/Conv is a Conv anyway, so b2/d/d.0 is left of it. */
    public static String name(Layer layer) {
        String name = layer.name().startsWith("/") ? layer.name().substring(1) : layer.name();
        String tail = "/" + layer.operator();
        return name.endsWith(tail) ? name.substring(0, name.length() - tail.length()) : name;
    }

    /** The last step that the names of all these layers have: ".norm"; empty where they have none. */
    public static String sharedEnd(List<Layer> layers) {
        if (layers.size() < 2) return "";
        String first = name(layers.get(0)),
            end = first.substring(Math.max(0, Math.max(first.lastIndexOf('.'), first.lastIndexOf('/'))));
        return layers.stream().allMatch(layer -> name(layer).endsWith(end) && name(layer).length() > end.length()) ? end
            : "";
    }

    /** Their names without the first steps and the last one that all of them have, which tell none from another. */
    public static List<String> apart(List<Layer> layers) {
        String end = sharedEnd(layers);
        List<String> names = layers.stream().map(layer -> without(name(layer), end)).toList();
        int start = 0;
        for (int i = 0; names.size() > 1 && i < names.get(0).length() - 1; i++) {
            String steps = names.get(0).substring(0, i + 1);
            boolean all = names.stream()
                .allMatch(name -> name.startsWith(steps) && name.length() > steps.length());
            if (all && (steps.endsWith(".") || steps.endsWith("/"))) start = i + 1;
        }
        int shared = start;
        return names.stream().map(name -> name.substring(shared)).toList();
    }

    public static String without(String name, String end) {
        return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
    }

    /** Channels and extent of one picture's maps: 64×80², 64×80×60, 64×9×80² with nine slices, 7 for a vector. */
    public static String shape(Layer layer) {
        Shape shape = layer.shape();
        if (shape.plane() == 1) return Integer.toString(shape.c());
        String deep = layer.slices() == 1 ? "" : layer.slices() + "×";
        return shape.c() + "×" + deep + (layer.rows() == shape.w() ? shape.w() + "²"
            : layer.rows() + "×" + shape.w());
    }

    /** The same in words, where there is room for them: 64 × 80 × 60, 64 × 9 slices of 80 × 60, 7 for a vector. */
    public static String size(Layer layer, Texts texts) {
        Shape shape = layer.shape();
        if (shape.plane() == 1) return Integer.toString(shape.c());
        return texts.now(layer.slices() == 1 ? "layer.size" : "layer.size.slices", shape.c(), layer.rows(), shape.w(),
            layer.slices());
    }

    /** Layers that stand as cards; the others stand as chips between them. */
    public static boolean large(Layer layer) {
        return layer.kind() == LayerKind.CONVOLUTION || layer.kind() == LayerKind.FULLY_CONNECTED;
    }
}
