package org.normscope.state.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.normscope.image.stroke.Stroke;
import org.normscope.shift.Preset;
import org.normscope.state.desk.Settings;
import org.normscope.state.layers.LayersSettings;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.state.style.StyleSettings;

/** Sessions that earlier versions wrote say what they said. */
class EarlierSessionsTest extends SessionFixture {
    /** The built-in style network had 14 sites; those of its fourth block are gone. */
    @Test
    void sharesOfSitesStayWithTheirSitesWhereTheNetworkLostABlock() throws Exception {
        desk.app.saveSession(session);
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode tree = (ObjectNode) mapper.readTree(session.toFile());
        ((ObjectNode) tree.findValue("mixing")).set("rho",
            mapper.valueToTree(IntStream.range(0, 14).mapToObj(k -> k / 16f).toList()));
        mapper.writeValue(session.toFile(), tree);
        List<Float> read = Desk.SESSIONS.read(session, Desk.initial()).of(StyleSettings.class).mixing().rho();
        assertEquals(IntStream.of(0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13).mapToObj(k -> k / 16f).toList(), read);
    }

    /** As the version that had one record for all workspaces wrote it. */
    @Test
    void aSessionOfAnEarlierVersionOpensAsItWasSaved() throws Exception {
        String saved = "/org/normscope/state/desk/version-1.normscope";
        try (var file = EarlierSessionsTest.class.getResourceAsStream(saved)) {
            Files.copy(file, session);
        }
        Settings read = Desk.SESSIONS.read(session, Desk.initial());
        assertEquals(ShiftSettings.ID, read.workspace());
        NormalizeSettings normalize = read.of(NormalizeSettings.class);
        assertEquals("block2.first.conv", normalize.layer());
        assertEquals(List.of(new Stroke(List.of(new Stroke.Point(10, 20)), 5, 0xFF102030)),
            normalize.pictures().get(0).strokes());
        assertEquals("4", normalize.panes().get(4).parameters().get("groups").orElseThrow());
        assertEquals(7, read.of(LayersSettings.class).unit());
        assertEquals(0.4, read.of(StyleSettings.class).weight());
        assertEquals(2, read.of(StyleSettings.class).styles().size());
        assertEquals(Preset.DUSK.look(), read.of(ShiftSettings.class).look());
        assertEquals(Map.of("block1.first.norm", 0.25), read.of(ShiftSettings.class).surgery().rho());
        desk.app.openSession(session);
        assertEquals(read, desk.app.settings().get());
    }
}
