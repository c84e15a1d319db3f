package org.normscope.state.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.image.stroke.Stroke;
import org.normscope.normalize.Parameters;
import org.normscope.onnx.TinyModel;
import org.normscope.shift.Trait;
import org.normscope.state.desk.MissingFile;
import org.normscope.state.desk.NetworkChoice;
import org.normscope.state.desk.Notice;
import org.normscope.state.desk.PictureChoice;
import org.normscope.state.desk.Settings;
import org.normscope.state.desk.Viewport;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.LayersSettings;
import org.normscope.state.normalize.Brush;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.normalize.ScaleSharing;
import org.normscope.state.normalize.Show;
import org.normscope.state.shift.Measure;
import org.normscope.state.shift.MeasuredAt;
import org.normscope.state.shift.Restyle;
import org.normscope.state.shift.RobustnessChoice;
import org.normscope.state.shift.Scope;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.text.Fault;
import org.normscope.text.Language;

class SessionFileTest extends SessionFixture {
    private Path picture(String name, int color) {
        int[] argb = new int[64 * 48];
        java.util.Arrays.fill(argb, color);
        Path file = folder.resolve(name);
        PictureFile.writePng(new Pixels(64, 48, argb), file);
        return file;
    }

    @Test
    void whatIsWrittenIsRead() {
        Settings settings = Desk.initial().with(NormalizeSettings.class, s -> s
            .withNetwork(new NetworkChoice("/some/where/net.onnx", "ab12", Map.of("size", "64x48", "mean", "0,0,0")),
            "conv 1 \"ä\"")
            .withPictures(List.of(new PictureChoice("/a/b.png", "cd",
                List.of(new Stroke(List.of(new Stroke.Point(1.5, 2)), 3.25, 0xFF00FF00))),
                PictureChoice.of("data:image/png;base64,AAAA", "ef")), 1)
            .withPane(2,
            pane -> pane.withParameters(new Parameters(Map.of("eps", "1e-3")))
                .withShow(Show.DIFFERENCE, 1).withOwnAffine(false))
            .withView(view -> view.withUnit(7).withScale(ScaleSharing.OWN).withHardCells(false)
                .withViewport(new Viewport(4, 0.3, 0.6)))
            .withBrush(new Brush(true, 0xFF123456, 0.2)))
            .with(ShiftSettings.class,
            s -> new ShiftSettings(s.look().with(Trait.BRIGHTNESS, -0.45).with(Trait.HUE, 36),
                new Restyle("/a/painting.jpg", 0.25), PictureChoice.of("/a/dusk.png", "ab"), s.networks(), Scope.TRAY,
                Measure.COSINE, MeasuredAt.LAYERS, s.surgery().with("/b1/n1", 0.5), "/a/pacs", List.of("photo", "art"),
                new RobustnessChoice(Trait.HUE, "/a/faces"))
                .plus(new NetworkChoice("/some/where/net.onnx", "ab12", Map.of())));
        Desk.SESSIONS.write(settings, session);
        assertEquals(settings, Desk.SESSIONS.read(session, Desk.initial()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"version\":1}", "{\"version\":1,\"settings\":{}}",
        "{\"version\":1,\"settings\":null}", "not a session", "{\"version\":\"x\"}"})
    void whatIsNoSessionIsSaid(String text) throws Exception {
        Files.writeString(session, text);
        Fault fault = assertThrows(Fault.class, () -> Desk.SESSIONS.read(session, Desk.initial()));
        assertTrue(fault.getMessage().contains(session.toString()), fault.getMessage());
        Settings before = desk.app.settings().get();
        desk.app.openSession(session);
        assertEquals(before, desk.app.settings().get());
        assertEquals(1, desk.notices().size());
    }

    @Test
    void damagedSessionsNeverBreakAnything() throws Exception {
        Desk.SESSIONS.write(desk.app.settings().get(), session);
        byte[] whole = Files.readAllBytes(session);
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            for (int j = 0; j < 3; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) "0129-,:{}[]\"ax".charAt(random.nextInt(14));
            }
            Files.write(session, damaged);
            try {
                Desk.SESSIONS.read(session, Desk.initial());
            } catch (Fault expected) {
                assertTrue(expected.getMessage().contains(session.toString()));
            }
        }
    }

    /** Sessions from before there was a Shift workspace are still read. */
    @Test
    void aSessionWithoutAWorkspaceHasItsInitialChoices() throws Exception {
        Desk.SESSIONS.write(Desk.initial(), session);
        ObjectMapper json = new ObjectMapper();
        ObjectNode text = (ObjectNode) json.readTree(session.toFile());
        assertNotNull(((ObjectNode) text.get("settings")).remove("shift"));
        Files.writeString(session, text.toString());
        assertEquals(Desk.initial().with(ShiftSettings.class, s -> Desk.first().of(ShiftSettings.class)),
            Desk.SESSIONS.read(session, Desk.initial()));
    }

    @Test
    void aLaterVersionIsSaid() throws Exception {
        Desk.SESSIONS.write(desk.app.settings().get(), session);
        Files.writeString(session, Files.readString(session).replace("\"version\" : 1", "\"version\" : 99"));
        assertTrue(assertThrows(Fault.class, () -> Desk.SESSIONS.read(session, Desk.initial()))
            .getMessage().contains("99"));
    }

    @Test
    void aSessionOpensAsItWasAndUndoLeadsBack() {
        desk.app.drop(List.of(picture("red.png", 0xFFFF0000)));
        desk.model.paste(new Pixels(1, 1, new int[] {0xFF00FF00}));
        desk.model.edit().setParameter(desk.pane("gn").key(), "groups", "4");
        Settings saved = desk.app.settings().get();
        float[] shown = desk.pane("gn").content().get().maps().data();
        desk.app.saveSession(session);
        try (Desk other = new Desk().started()) {
            Settings before = other.app.settings().get();
            other.app.drop(List.of(session));
            assertEquals(saved, other.app.settings().get());
            org.junit.jupiter.api.Assertions.assertArrayEquals(shown, other.pane("gn").content().get().maps().data());
            other.app.undo();
            assertEquals(before, other.app.settings().get());
        }
    }

    @Test
    void aMissingPictureIsAskedFor() throws Exception {
        Path red = picture("red.png", 0xFFFF0000), moved = folder.resolve("elsewhere.png");
        desk.model.addPictures(List.of(red.toString()));
        desk.app.saveSession(session);
        Files.move(red, moved);
        try (Desk other = new Desk().started()) {
            other.app.sessions().setFinder(missing ->
                missing.equals(new MissingFile(red.toString(), false, false)) ? Optional.of(moved) : Optional.empty());
            other.app.openSession(session);
            assertEquals(moved.toString(), other.settings().pictures().get(5).origin());
            assertEquals(6, other.model.maps().get().n());
        }
    }

    @Test
    void aMissingPictureThatNobodyFindsIsLeftOutAndTold() throws Exception {
        Path red = picture("red.png", 0xFFFF0000);
        desk.model.addPictures(List.of(red.toString()));
        desk.app.saveSession(session);
        Files.delete(red);
        try (Desk other = new Desk().started()) {
            other.app.openSession(session);
            assertEquals(5, other.settings().pictures().size());
            assertTrue(other.app.notices().get(0).text(Language.ENGLISH).contains("red.png"));
        }
    }

    @Test
    void aFileThatMovedAlongWithTheSessionIsFound() throws Exception {
        Path red = picture("red.png", 0xFFFF0000), there = Files.createDirectory(folder.resolve("usb"));
        desk.model.addPictures(List.of(red.toString()));
        desk.app.saveSession(session);
        Files.move(red, there.resolve("red.png"));
        Files.move(session, there.resolve("lesson.normscope"));
        try (Desk other = new Desk().started()) {
            other.app.openSession(there.resolve("lesson.normscope"));
            assertEquals(there.resolve("red.png").toString(), other.settings().pictures().get(5).origin());
        }
    }

    /** A list of the classes' names, dropped on the window, is a part of the network's choice like any other. */
    @Test
    void labelsThatWereDroppedMoveAlongWithTheSession() throws Exception {
        Path labels = folder.resolve("pets.txt"), there = Files.createDirectory(folder.resolve("usb"));
        int classes = desk.model.network().get().classes();
        Files.writeString(labels, IntStream.range(0, classes).mapToObj(i -> "pet " + i + "\n").collect(joining()));
        desk.app.drop(List.of(labels));
        assertEquals("pet 1", desk.model.network().get().spec().labels().get(1));
        desk.app.saveSession(session);
        Files.move(labels, there.resolve("pets.txt"));
        Files.move(session, there.resolve("lesson.normscope"));
        try (Desk other = new Desk().started()) {
            other.app.openSession(there.resolve("lesson.normscope"));
            assertEquals("pet 1", other.model.network().get().spec().labels().get(1));
            assertEquals(there.resolve("pets.txt").toString(), other.settings().network().input().get("labels"));
            Files.delete(there.resolve("pets.txt"));
        }
        try (Desk other = new Desk().started()) {
            other.app.openSession(there.resolve("lesson.normscope"));
            assertTrue(other.app.notices().get(0).text(Language.ENGLISH).contains("pets.txt"), "it is told");
            assertTrue(!other.model.network().get().spec().labels().contains("pet 1"), "and the network opens without");
        }
        desk.model.setInput("labels", null);
        assertTrue(!desk.model.network().get().spec().labels().contains("pet 1"));
    }

    @Test
    void aChangedPictureIsTold() {
        Path file = picture("red.png", 0xFFFF0000);
        desk.model.addPictures(List.of(file.toString()));
        desk.app.saveSession(session);
        picture("red.png", 0xFF0000FF);
        assertEquals(List.of(new MissingFile(file.toString(), false, true)),
            Desk.FILES.missing(Desk.SESSIONS.read(session, Desk.initial())));
        try (Desk other = new Desk().started()) {
            other.app.openSession(session);
            assertEquals(6, other.settings().pictures().size());
            assertEquals(0xFF0000FF, other.model.seen().get().at(3, 3));
            assertTrue(other.app.notices().get(0).text(Language.ENGLISH).contains("red.png"));
        }
    }

    @Test
    void aSessionWhoseNetworkIsGoneOpensAllTheRest() throws Exception {
        Path copy = folder.resolve("net.onnx");
        try (var file = SessionFileTest.class.getResourceAsStream("/assets/networks/twin-in.onnx")) {
            Files.copy(file, copy);
        }
        desk.app.drop(List.of(copy));
        assertEquals("net", desk.model.network().get().name());
        desk.model.setInput("fit", "pad");
        desk.model.removePicture(0);
        desk.model.edit().addPane("rms");
        desk.app.saveSession(session);
        Files.delete(copy);
        try (Desk other = new Desk().started()) {
            Settings before = other.app.settings().get();
            other.app.openSession(session);
            NormalizeSettings opened = other.settings();
            assertEquals(before.subject().network(), opened.network());
            assertEquals(desk.settings().pictures(), opened.pictures());
            assertEquals(desk.settings().panes(), opened.panes());
            assertEquals(other.model.layer().get().name(), opened.layer());
            assertTrue(other.notices().contains(copy + " was not found: all the rest of the session is opened with "
                + "builtin:explorer, which is open now."), other.notices().toString());
            assertTrue(other.app.notices().stream().anyMatch(Notice::isFault));
            other.app.undo();
            assertEquals(before, other.app.settings().get());
        }
    }

    @Test
    void whatCannotBeWrittenIsSaid() {
        desk.app.saveSession(folder.resolve("no/such/folder/lesson.normscope"));
        assertEquals(1, desk.notices().size());
        assertTrue(desk.app.notices().get(0).isFault());
    }

    @Test
    void everythingOfTheSettingsIsInTheText() throws Exception {
        Desk.SESSIONS.write(Desk.initial().withWorkspace("style"), session);
        JsonNode text = new ObjectMapper().readTree(session.toFile());
        assertEquals(1, text.get("version").asInt());
        Map.of("/look/theme", "DARK", "/look/language", "ENGLISH", "/workspace", "style",
            "/normalize/network/origin", "builtin:explorer", "/normalize/pictures/0/origin", "builtin:photos/dogs",
            "/normalize/view/colorMap", "diverging-dark", "/shift/networks/0/network/origin", "builtin:twin-bn")
            .forEach((at, value) ->
                assertEquals(value, text.at("/settings" + at).asText(), at));
    }

    /** A later version's network of the same name may lack a layer, and have fewer units. */
    @Test
    void aLayerThatTheNetworkLacksGivesWayAndIsTold() {
        Desk.SESSIONS.write(Desk.initial()
            .with(NormalizeSettings.class, s -> s.withNetwork(s.network(), "block3.lost.conv")
                .withView(view -> view.withUnit(7000)))
            .with(LayersSettings.class, s -> s.withLayer("block3.lost.conv").withUnit(7000, 0)), session);
        desk.app.openSession(session);
        String shown = desk.model.layer().get().name();
        assertEquals(List.of("The session shows layer block3.lost.conv, which explorer does not have; " + shown
            + " is shown instead. Choose another on the strip."), desk.notices());
        assertEquals(shown, desk.settings().layer());
        assertEquals(shown, desk.app.workspace(LayersModel.class).layer().get().name());
        assertTrue(desk.model.panes().stream().allMatch(pane -> pane.fault().get() == null));
        desk.app.saveSession(session);
        assertEquals(shown, Desk.SESSIONS.read(session, Desk.initial()).of(NormalizeSettings.class).layer());
    }

    /** How one layer's maps lie was said by hand: its rows are the file's second axis again after all is reopened. */
    @Test
    void theLayoutOfALayerIsKept() throws IOException {
        Path file = Files.write(folder.resolve("last.onnx"), new TinyModel().input("x", 1, 3, 8, 8)
            .node("Transpose", "x", "t", TinyModel.integers("perm", 0, 2, 3, 1)).node("Relu", "t", "y").output("y")
            .bytes());
        desk.model.openNetwork(file.toString());
        assertEquals("1 x 3 x 8 x 8", desk.model.network().get().layer("y").orElseThrow().shape().toString());
        desk.model.setInput("layout:y", "NCHW");
        assertEquals("1 x 8 x 8 x 3", desk.model.network().get().layer("y").orElseThrow().shape().toString());
        desk.app.saveSession(session);
        try (Desk later = new Desk().started()) {
            later.app.openSession(session);
            assertEquals("1 x 8 x 8 x 3", later.model.network().get().layer("y").orElseThrow().shape().toString());
        }
    }
}
