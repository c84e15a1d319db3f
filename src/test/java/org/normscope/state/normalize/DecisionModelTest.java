package org.normscope.state.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.attribution.DecisionMethod;
import org.normscope.attribution.Trust;
import org.normscope.image.FigureWords;
import org.normscope.image.Npy;
import org.normscope.image.PictureFile;
import org.normscope.network.Layer;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.PictureChoice;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import org.normscope.text.Language;

/** What the decision rests on, as the Normalize workspace tells it. */
class DecisionModelTest {
    @TempDir
    Path folder;
    private Desk desk;
    private DecisionModel decision;

    @BeforeEach
    void open() {
        desk = new Desk();
        decision = desk.model.decision();
        NetworkChoice twin = new NetworkChoice("builtin:twin-bn", "", Map.of("size", "48"));
        desk.app.start(Desk.initial().with(NormalizeSettings.class, s -> s.withNetwork(twin, "block1.first.conv")
            .withPictures(List.of(PictureChoice.of("builtin:photos/dogs", ""), PictureChoice.of("builtin:photos/cat",
                "")), 0)
            .withPanes(List.of(PaneSettings.of(0, PaneSettings.RAW), PaneSettings.of(1, "bn"), PaneSettings.of(2,
                "in")), 1)));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void everyPaneHasItsLookAndUndoTakesTheQuestionBack() {
        assertNull(decision.decided().get());
        decision.ask(true);
        assertEquals(List.of(), desk.notices());
        Decided decided = decision.decided().get();
        assertEquals(Set.of(0, 1, 2), decided.after().keySet());
        assertEquals(decided.before(), decided.after().get(0));
        assertNotEquals(decided.before().score(), decided.after().get(2).score());
        assertNotNull(decided.layer());
        desk.app.setLanguage(Language.CHINESE);
        decision.setClasses(2, 1);
        assertEquals(2, decision.decided().get().of());
        Desk.SESSIONS.write(desk.app.settings().get(), folder.resolve("a.normscope"));
        assertEquals(desk.settings().decision(), Desk.SESSIONS.read(folder.resolve("a.normscope"), Desk.initial())
            .of(NormalizeSettings.class).decision());
        desk.app.undo();
        assertEquals(decided.of(), decision.decided().get().of());
    }

    @Test
    void methodsOnPixelsAreOfEveryPaneAndTellTheirError() {
        decision.ask(true);
        for (DecisionMethod method : List.of(DecisionMethod.INTEGRATED, DecisionMethod.RELEVANCE,
            DecisionMethod.OCCLUSION)) {
            decision.setMethod(method);
            Decided decided = decision.decided().get();
            assertEquals(method, decided.method());
            assertNull(decided.layer());
            assertTrue(decided.whole());
            assertEquals(Set.of(0, 1, 2), decided.after().keySet());
            assertEquals(decided.before(), decided.after().get(0));
            assertNotEquals(decided.before().picture(), decided.after().get(2).picture());
            assertFalse(decided.before().none());
            assertEquals(method == DecisionMethod.INTEGRATED, decided.completeness().isPresent());
        }
        assertEquals(List.of(), desk.notices());
    }

    /** What no language changes: the network, the class, the layer. */
    private List<String> names() {
        Decided shown = decision.decided().get();
        List<String> names = List.of(desk.app.subject().network().get().name(), shown.labels().get(shown.of()), "Grad");
        return shown.layer() == null ? names : Stream.concat(Stream.of(shown.layer().name()), names.stream()).toList();
    }

    @Test
    void allLooksAreWritten() throws IOException {
        decision.ask(true);
        decision.export(folder.resolve("looks.png"));
        decision.export(folder.resolve("looks.svg"));
        decision.exportArray(folder.resolve("looks.npy"));
        assertTrue(PictureFile.read(folder.resolve("looks.png")).width() > 1800);
        String svg = Files.readString(folder.resolve("looks.svg"));
        assertTrue(svg.contains(">untouched<") && svg.contains(">BN<") && svg.contains(">IN<"), "titles");
        desk.app.setLanguage(Language.CHINESE);
        decision.export(folder.resolve("looks-zh.svg"));
        assertEquals(List.of(), FigureWords.english(folder.resolve("looks-zh.svg"), names()));
        Tensor maps = Npy.read(folder.resolve("looks.npy")), last = decision.decided().get().after().get(2).map();
        assertEquals(4, maps.shape().n());
        assertEquals(last.at(0, 0, 1, 2), maps.at(3, 0, 1, 2));
    }

    /** Maps before the place stay, what is made of them does not. */
    @Test
    void everyLayerCanBeLookedAt() {
        decision.ask(true);
        List<Layer> layers = decision.decided().get().layers();
        assertTrue(layers.size() > 4);
        for (Layer layer : List.of(layers.get(0), layers.get(layers.size() - 2))) {
            decision.setLayer(layer.name());
            Decided decided = decision.decided().get();
            assertEquals(layer, decided.layer());
            assertEquals(Set.of(0, 1, 2), decided.after().keySet());
            assertNotEquals(decided.before().score(), decided.after().get(2).score());
        }
        assertEquals(List.of(), desk.notices());
        desk.app.undo();
        assertEquals(layers.get(0), decision.decided().get().layer());
    }

    /** As it is computed for the network alone: TrustTest says what it shows. */
    @Test
    void whetherItIsToBeTrustedIsToldWrittenAndForgotten() throws IOException {
        decision.ask(true);
        decision.askTrust();
        Trust trust = decision.trust().trust().get();
        assertEquals(List.of(Trust.Back.values()), trust.rows().stream().map(Trust.Row::back).toList());
        for (Trust.Row row : trust.rows()) {
            assertEquals(Trust.LOOKS, row.looks().size());
            assertEquals(1, row.looks().get(0).likeness());
            assertEquals("", row.looks().get(0).layer());
            assertTrue(row.looks().get(Trust.LOOKS - 1).likeness() < .9, row.back().name());
        }
        double[] taken = trust.curves().deletion(), put = trust.curves().insertion();
        assertEquals(taken[0], put[put.length - 1], 1e-6);
        assertEquals(put[0], taken[taken.length - 1], 1e-6);
        decision.trust().export(folder.resolve("trust.png"));
        decision.trust().export(folder.resolve("trust.svg"));
        decision.trust().exportCsv(folder.resolve("trust.csv"));
        decision.trust().exportArray(folder.resolve("trust.npy"));
        assertTrue(PictureFile.read(folder.resolve("trust.png")).width() > 1500);
        assertTrue(Files.readString(folder.resolve("trust.svg")).contains("taken away"));
        desk.app.setLanguage(Language.CHINESE);
        decision.trust().export(folder.resolve("trust-zh.svg"));
        List<String> names = new ArrayList<>(names());
        trust.rows().get(0).looks().forEach(look -> names.add(look.layer()));
        assertEquals(List.of(), FigureWords.english(folder.resolve("trust-zh.svg"), names));
        assertEquals(1 + 3 * Trust.LOOKS + taken.length + put.length,
            Files.readAllLines(folder.resolve("trust.csv")).size());
        Tensor maps = Npy.read(folder.resolve("trust.npy"));
        assertEquals(Shape.of(3, Trust.LOOKS, 48, 48), maps.shape());
        assertEquals(trust.rows().get(1).looks().get(2).map().at(0, 0, 5, 7), maps.at(1, 2, 5, 7));
        int written = desk.notices().size();
        decision.setMethod(DecisionMethod.GRADIENT);
        assertNull(decision.trust().trust().get());
        assertEquals(written, desk.notices().size());
    }
}
