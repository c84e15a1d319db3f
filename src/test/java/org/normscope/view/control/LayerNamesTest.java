package org.normscope.view.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.tensor.Shape;

class LayerNamesTest {
    private static List<String> apart(String... names) {
        return LayerNames.apart(Stream.of(names).map(name -> new Layer(name, "Conv", LayerKind.CONVOLUTION, "x", name,
            Shape.of(1, 1, 2, 2))).toList());
    }

    @Test
    void ofNamesThatStandSideBySideIsLeftWhatTellsThemApart() {
        assertEquals(List.of("block1.second", "block2.second", "block2.skip"),
            apart("block1.second.conv", "block2.second.conv", "block2.skip.conv"));
        assertEquals(List.of("block1/layer2", "block2/layer2"),
            apart("features/block1/layer2/norm", "features/block2/layer2/norm"));
        assertEquals(List.of("conv1", "conv10"), apart("net.conv1", "net.conv10"));
        assertEquals(List.of("a.b.conv"), apart("a.b.conv"), "one alone");
        assertEquals(List.of("conv", "block.conv"), apart("conv", "block.conv"), "nothing is left of the first");
    }
}
