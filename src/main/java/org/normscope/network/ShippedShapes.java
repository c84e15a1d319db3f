package org.normscope.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.normscope.onnx.BadNetworkException;
import org.normscope.tensor.Shape;

/**
 * Shapes of a built-in network's values at the sizes at which it is opened most, as {@link MeasuredShapes} found them
 * before it was shipped: to measure takes a session of the engine and a run, and nothing is seen before. A test
 * measures them again.
 *
 * <p>Each line of /assets/networks/NAME.shapes is a size, a value and its extents, parted by tabs.
 */
final class ShippedShapes {
    private ShippedShapes() { }

    /** @return of all the values; empty where one of them is not known at that size, and has to be measured */
    static Optional<Map<String, Shape>> of(String name, int width, int height, Collection<String> values) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        String size = width + "x" + height;
        try (InputStream stream = ShippedShapes.class.getResourceAsStream("/assets/networks/" + name + ".shapes")) {
            if (stream == null) return Optional.empty();
            new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split("\t"))
                .filter(words -> words[0].equals(size) && values.contains(words[1])).forEach(words ->
                    shapes.put(words[1], Shape.of(Arrays.stream(words[2].split(",")).mapToInt(Integer::parseInt)
                        .toArray())));
        } catch (IOException e) {
            throw new BadNetworkException(e, "onnx.unreadable", name);
        }
        return shapes.keySet().containsAll(values) ? Optional.of(shapes) : Optional.empty();
    }
}
