package org.normscope.state.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.normscope.network.Layer;
import org.normscope.network.RealNetworks;
import org.normscope.state.normalize.PaneModel;
import org.normscope.text.Language;

/** Other people's networks open on a layer with maps, in every pane, with their effect. */
class ForeignNetworkTest {
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk().started();
        while (desk.settings().pictures().size() > 2) desk.model.removePicture(2);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @MethodSource("org.normscope.network.RealNetworks#all")
    void opensOnALayerWithMaps(String name) {
        String origin = RealNetworks.origin(name);
        desk.model.openNetwork(origin);
        assertEquals(origin, desk.model.network().get().origin());
        assertEquals(List.of(), desk.app.notices().stream().map(notice -> notice.text(Language.ENGLISH)).toList());
        assertTrue(desk.model.layer().get().shape().plane() > 1);
        boolean classifies = desk.model.network().get().givesClasses(), features = name.endsWith("_features");
        assertEquals(!features && RealNetworks.classifiers().anyMatch(name::equals), classifies);
        for (PaneModel pane : desk.model.panes()) {
            assertNull(pane.fault().get());
            assertNotNull(pane.content().get());
            assertEquals(classifies ? 5 : 0, pane.effect().get().after().size());
            assertTrue(pane.effect().get().later().stream().allMatch(later -> later.after().width() > 1));
        }
        assertTrue(desk.model.strip().items().stream().allMatch(item -> item.map() != null));
        if (RealNetworks.classifiers().anyMatch(name::equals)) theLastLayersAreUnitsOfOneCell();
    }

    private void theLastLayersAreUnitsOfOneCell() {
        List<Layer> layers = desk.model.network().get().layers();
        for (Layer layer : layers.subList(layers.size() - 4, layers.size())) {
            desk.model.selectLayer(layer.name());
            for (String id : List.of("raw", "ln", "gn", "lrn")) {
                assertNull(desk.pane(id).fault().get(), layer.name());
                assertEquals(layer.shape().c(), desk.pane(id).content().get().maps().shape().c());
                assertNotNull(desk.pane(id).effect().get(), layer.name());
            }
        }
    }
}
