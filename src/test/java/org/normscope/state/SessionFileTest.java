package org.normscope.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.image.Stroke;
import org.normscope.normalize.Parameters;
import org.normscope.shift.Trait;
import org.normscope.text.Fault;
import org.normscope.text.Language;

class SessionFileTest {
    @TempDir
    Path folder;
    private Desk desk;
    private Path session;

    @BeforeEach
    void open() {
        desk = new Desk().started();
        session = folder.resolve("lesson.normscope");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Path picture(String name, int color) {
        int[] argb = new int[64 * 48];
        java.util.Arrays.fill(argb, color);
        Path file = folder.resolve(name);
        PictureFile.writePng(new Pixels(64, 48, argb), file);
        return file;
    }

    @Test
    void whatIsWrittenIsRead() {
        Settings settings = Settings.initial().withNormalize(s -> s
            .withNetwork(new NetworkChoice("/some/where/net.onnx", "ab12", Map.of("size", "64x48", "mean", "0,0,0")), "conv 1 \"ä\"")
            .withPictures(List.of(new PictureChoice("/a/b.png", "cd", List.of(new Stroke(List.of(new Stroke.Point(1.5, 2)), 3.25, 0xFF00FF00))),
                PictureChoice.of("data:image/png;base64,AAAA", "ef")), 1)
            .withPane(2, pane -> pane.withParameters(new Parameters(Map.of("eps", "1e-3"))).withShow(Show.DIFFERENCE, 1).withOwnAffine(false))
            .withView(view -> view.withUnit(7).withSharedScale(true).withViewport(new Viewport(4, 0.3, 0.6)))
            .withBrush(new Brush(true, 0xFF123456, 0.2)))
            .withShift(s -> s.withLook(s.look().with(Trait.BRIGHTNESS, -0.45).with(Trait.HUE, 36)).withRestyle(new Restyle("/a/painting.jpg", 0.25))
                .withOwn(PictureChoice.of("/a/dusk.png", "ab")).plus(new NetworkChoice("/some/where/net.onnx", "ab12", Map.of()))
                .withScope(Scope.TRAY).withMeasure(Measure.COSINE).withAt(MeasuredAt.LAYERS)
                .withSurgery(surgery -> surgery.with("/b1/n1", 0.5)).withFolder("/a/pacs", List.of("photo", "art")));
        SessionFile.write(settings, session);
        assertEquals(settings, SessionFile.read(session));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"version\":1}", "{\"version\":1,\"settings\":{}}", "{\"version\":1,\"settings\":null}",
        "not a session", "{\"version\":\"x\"}"})
    void whatIsNoSessionIsSaid(String text) throws Exception {
        Files.writeString(session, text);
        Fault fault = assertThrows(Fault.class, () -> SessionFile.read(session));
        assertTrue(fault.getMessage().contains(session.toString()), fault.getMessage());
        Settings before = desk.app.settings().get();
        desk.app.openSession(session);
        assertEquals(before, desk.app.settings().get());
        assertEquals(1, desk.notices().size());
    }

    @Test
    void damagedSessionsNeverBreakAnything() throws Exception {
        SessionFile.write(desk.app.settings().get(), session);
        byte[] whole = Files.readAllBytes(session);
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            for (int j = 0; j < 3; j++) damaged[random.nextInt(damaged.length)] = (byte) "0129-,:{}[]\"ax".charAt(random.nextInt(14));
            Files.write(session, damaged);
            try {
                SessionFile.read(session);
            } catch (Fault expected) {
                assertTrue(expected.getMessage().contains(session.toString()));
            }
        }
    }

    /** Sessions from before there was a Shift workspace are still read. */
    @Test
    void aSessionWithoutAWorkspaceHasItsInitialChoices() throws Exception {
        SessionFile.write(Settings.initial(), session);
        ObjectMapper json = new ObjectMapper();
        ObjectNode text = (ObjectNode) json.readTree(session.toFile());
        assertNotNull(((ObjectNode) text.get("settings")).remove("shift"));
        Files.writeString(session, text.toString());
        assertEquals(Settings.initial(), SessionFile.read(session));
    }

    @Test
    void aLaterVersionIsSaid() throws Exception {
        SessionFile.write(desk.app.settings().get(), session);
        Files.writeString(session, Files.readString(session).replace("\"version\" : 1", "\"version\" : 99"));
        assertTrue(assertThrows(Fault.class, () -> SessionFile.read(session)).getMessage().contains("99"));
    }

    @Test
    void aSessionOpensAsItWasAndUndoLeadsBack() {
        desk.app.drop(List.of(picture("red.png", 0xFFFF0000)));
        desk.model.paste(new Pixels(1, 1, new int[] {0xFF00FF00}));
        desk.model.setParameter(desk.pane("gn").key(), "groups", "4");
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
            other.app.setFinder(missing -> missing.equals(new MissingFile(red.toString(), false, false)) ? Optional.of(moved) : Optional.empty());
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

    @Test
    void aChangedPictureIsTold() {
        Path file = picture("red.png", 0xFFFF0000);
        desk.model.addPictures(List.of(file.toString()));
        desk.app.saveSession(session);
        picture("red.png", 0xFF0000FF);
        assertEquals(List.of(new MissingFile(file.toString(), false, true)), SessionFile.missing(SessionFile.read(session)));
        try (Desk other = new Desk().started()) {
            other.app.openSession(session);
            assertEquals(6, other.settings().pictures().size());
            assertEquals(0xFF0000FF, other.model.seen().get().at(3, 3));
            assertTrue(other.app.notices().get(0).text(Language.ENGLISH).contains("red.png"));
        }
    }

    @Test
    void aSessionWhoseNetworkIsGoneChangesNothing() throws Exception {
        Path copy = folder.resolve("net.onnx");
        try (var file = SessionFileTest.class.getResourceAsStream("/assets/networks/twin-in.onnx")) {
            Files.copy(file, copy);
        }
        desk.app.drop(List.of(copy));
        assertEquals("net", desk.model.network().get().name());
        desk.app.saveSession(session);
        Files.delete(copy);
        try (Desk other = new Desk().started()) {
            Settings before = other.app.settings().get();
            other.app.openSession(session);
            assertEquals(before, other.app.settings().get());
            assertTrue(other.app.notices().stream().anyMatch(Notice::isFault));
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
        SessionFile.write(Settings.initial(), session);
        String text = new String(Files.readAllBytes(session), StandardCharsets.UTF_8);
        Stream.of("twin-bn", "photos/dogs", "diverging-dark", "ENGLISH", "\"version\" : 1").forEach(word -> assertTrue(text.contains(word), word));
    }
}
