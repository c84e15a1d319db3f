package org.normscope.network;

import java.util.List;
import java.util.Optional;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.Operator.Trait;
import org.normscope.tensor.Tensor;

/**
 * What a file says of the pictures it takes: ONNX's image metadata (MetadataProps.md: Image.BitmapPixelFormat,
 * Image.NominalPixelRange), else what its first operator takes away from them. The means of ImageNet's colours are
 * known in
 * either order, so they tell blue from red.
 *
 * @param order RGB, BGR or GRAY; empty where nothing tells it
 * @param range what black and white become, as settings have it; empty where nothing tells it
 * @param linear whether it asks for levels in proportion to light, which pictures are not (Image.ColorSpaceGamma)
 */
public record ImageMetadata(Optional<String> order, Optional<String> range, boolean linear) {
    private static final String FORMAT = "Image.BitmapPixelFormat", NOMINAL = "Image.NominalPixelRange",
        GAMMA = "Image.ColorSpaceGamma";
    private static final String BYTES = "0,255", UNIT = "0,1";
    /** Of R, G and B, in units of 1. */
    private static final float[] MEANS = {.485f, .456f, .406f};
    /** Rounded means stand in many files. */
    private static final float ROUNDING = .02f;
    /** Above it, what is taken away is of pictures of 0 to 255. */
    private static final float LEVELS = 8;

    public static ImageMetadata of(Graph graph, String input) {
        ImageMetadata inside = inside(graph, input);
        Optional<String> format = graph.metadata(FORMAT), nominal = graph.metadata(NOMINAL);
        boolean linear = graph.metadata(GAMMA).orElse("").equalsIgnoreCase("Linear");
        if (format.isEmpty() && nominal.isEmpty()) return new ImageMetadata(inside.order, inside.range, linear);
        Optional<String> order = format.map(text -> text.startsWith("Bgr") ? "BGR" : text.startsWith("Gray")
            ? "GRAY" : "RGB");
        Optional<String> range = nominal.map(text -> switch (text) {
            case "Normalized_0_1" -> UNIT;
            case "Normalized_1_1" -> "-1,1";
            case "NominalRange_16_235" -> "16,235";
            default -> BYTES;
        });
        // Without a range the pixel format itself says it: eight bits.
        return new ImageMetadata(order.or(inside::order), range.or(inside::range).or(() -> Optional.of(BYTES)),
            linear);
    }

    public boolean isBlueFirst() {
        return order.equals(Optional.of("BGR"));
    }

    private static ImageMetadata inside(Graph graph, String input) {
        String value = input;
        Optional<Node> reader = graph.onlyReader(value);
        while (reader.isPresent() && reader.get().is(Trait.ARRANGING)) {
            value = reader.get().output();
            reader = graph.onlyReader(value);
        }
        if (reader.isEmpty()) return new ImageMetadata(Optional.empty(), Optional.empty(), false);
        Node first = reader.get();
        return switch (first.operator()) {
            case "ImageScaler" -> told(reals(first.reals("bias")));
            case "Sub", "Add" -> graph.constant(first.input(first.input(0).equals(value) ? 1 : 0)).map(Tensor::data)
                .map(away -> new ImageMetadata(told(away).order(), Optional.empty(), false)).orElse(told(new float[0]));
            default -> told(new float[0]);
        };
    }

    private static float[] reals(List<Float> list) {
        float[] reals = new float[list.size()];
        for (int i = 0; i < reals.length; i++) reals[i] = list.get(i);
        return reals;
    }

    /** @param away what is added or taken away, by channel */
    private static ImageMetadata told(float[] away) {
        float largest = 0;
        for (float one : away) largest = Math.max(largest, Math.abs(one));
        if (away.length != 3) return new ImageMetadata(Optional.empty(), largest > LEVELS ? Optional.of(BYTES)
            : Optional.empty(), false);
        float white = largest > LEVELS ? 255 : 1;
        boolean red = true, blue = true;
        for (int c = 0; c < 3; c++) {
            red &= Math.abs(Math.abs(away[c]) / white - MEANS[c]) < ROUNDING;
            blue &= Math.abs(Math.abs(away[c]) / white - MEANS[2 - c]) < ROUNDING;
        }
        return new ImageMetadata(blue ? Optional.of("BGR") : red ? Optional.of("RGB") : Optional.empty(),
            white == 255 ? Optional.of(BYTES) : Optional.empty(), false);
    }
}
