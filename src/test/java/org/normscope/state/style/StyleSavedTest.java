package org.normscope.state.style;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureTexts;
import org.normscope.image.Pixels;
import org.normscope.image.stroke.Stroke;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.Notice;
import org.normscope.state.desk.Settings;
import org.normscope.text.Language;

/** What the Style workspace writes, and what is dropped on it: it comes back whole. */
class StyleSavedTest extends StyleDesk {
    private Path data;

    @BeforeEach
    void find() {
        data = folder.resolve("data");
    }

    /** A stroke as a hand draws it in some minutes. */
    private void paintMask(int points) {
        Random random = new Random(1);
        List<Stroke.Point> line = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            Stroke.Point last = i == 0 ? new Stroke.Point(200, 150) : line.get(i - 1);
            line.add(new Stroke.Point(last.x() + random.nextInt(400) / 100.0 - 2,
                last.y() + random.nextInt(400) / 100.0 - 2));
        }
        Path session = folder.resolve("mask.normscope");
        Desk.SESSIONS.write(desk.app.settings().get()
            .with(StyleSettings.class, s -> s.withContent(s.content().with(new Stroke(line, 9, MaskBrush.PAINT)))),
            session);
        desk.app.openSession(session);
    }

    @Test
    void aSavedPictureIsMadeAgainFromItsMetadata() throws Exception {
        desk.app.drop(List.of(CAT, CAFE));
        style.setWeight(0.61);
        style.setBySite(true);
        style.setRho(2, 0.4);
        style.setColours(StyleColours.MATCHED);
        paintMask(15_000);
        style.setFullSide(300);
        StyleSettings made = settings();
        style.renderFull();
        Pixels painted = style.render().get().picture();
        for (String name : List.of("painted.png", "painted.jpg")) {
            style.saveRender(folder.resolve(name));
            assertTrue(Files.exists(folder.resolve(name)), desk.notices().toString());
            try (Desk other = new Desk(data).started()) {
                other.app.openSession(folder.resolve(name));
                assertEquals(StyleSettings.ID, other.app.workspace().get().id());
                assertEquals(made, other.app.workspace(StyleModel.class).settings().get());
                other.app.workspace(StyleModel.class).renderFull();
                assertArrayEquals(painted.argb(),
                    other.app.workspace(StyleModel.class).render().get().picture().argb());
            }
        }
        byte[] jpeg = Files.readAllBytes(folder.resolve("painted.jpg"));
        assertTrue(PictureTexts.of(jpeg).get("NormScope-Session").length() > 0xFFFF, "more than one comment holds");
        assertTrue(PictureTexts.of(jpeg).get("Description").contains("--weight 0.61"));
    }

    @Test
    void ofAPictureOnlyItsOwnWorkspaceIsTakenOver() {
        desk.app.setLanguage(Language.CHINESE);
        style.setFullSide(64);
        style.renderFull();
        style.saveRender(folder.resolve("a.png"));
        style.dropOnStyles(List.of(CAFE));
        desk.app.openSession(folder.resolve("a.png"));
        assertEquals(Language.CHINESE, desk.app.language().get());
        assertEquals(StyleSettings.initial().styles(), settings().styles());
        assertEquals(CAFE.toString(), settings().own().get(0).origin(), "the gallery keeps what is in it");
        Settings before = desk.app.settings().get();
        desk.app.openSession(CAT);
        assertEquals(before, desk.app.settings().get());
        assertTrue(desk.app.notices().get(desk.app.notices().size() - 1).isFault(),
            "a picture that was not painted here");
    }

    @Test
    void damagedMetadataNeverBreaksAnything() throws Exception {
        style.setFullSide(48);
        style.renderFull();
        Random random = new Random(5);
        for (String name : List.of("d.png", "d.jpg")) {
            style.saveRender(folder.resolve(name));
            byte[] whole = Files.readAllBytes(folder.resolve(name));
            for (int i = 0; i < 200; i++) {
                byte[] damaged = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
                for (int j = 0; j < 3 && damaged.length > 8; j++) {
                    damaged[8 + random.nextInt(Math.min(1400, damaged.length - 8))] = (byte) random.nextInt(256);
                }
                Files.write(folder.resolve("damaged"), damaged);
                desk.app.openSession(folder.resolve("damaged"));
            }
        }
        assertTrue(desk.app.notices().stream().filter(Notice::isFault)
            .allMatch(notice -> !notice.text(Language.ENGLISH).contains("unexpected")), desk.notices().toString());
    }

    @Test
    void aFolderIsPaintedUnderTheMaskAndNothingIsWrittenOver() throws Exception {
        Path from = Files.createDirectory(folder.resolve("in")), to = Files.createDirectory(folder.resolve("out"));
        int[] grey = new int[200 * 100];
        Arrays.fill(grey, 0xFF808080);
        PictureFile.writePng(new Pixels(200, 100, grey), from.resolve("a.png"));
        PictureFile.writeJpeg(new Pixels(200, 100, grey), 0.9f, from.resolve("a.jpg"));
        Files.writeString(to.resolve("a.jpg"), "the user's own");
        for (int i = 0; i < 5; i++) Files.writeString(from.resolve("broken" + i + ".jpg"), "a text file");
        style.setBrush(new MaskBrush(true, false, 0.2, 0));
        style.beginStroke(0.1, 0.2);
        style.extendStroke(0.1, 0.9);
        style.endStroke();
        style.renderFolder(from, to, true);
        assertEquals("the user's own", Files.readString(to.resolve("a.jpg")));
        for (String name : List.of("a-2.jpg", "a-3.jpg")) {
            Pixels painted = PictureFile.read(to.resolve(name));
            assertEquals(0x80, painted.at(150, 50) & 255, 3, "outside the mask it is as it was");
            int inside = painted.at(10, 50);
            assertTrue(Math.abs((inside >> 16 & 255) - 0x80) + Math.abs((inside & 255) - 0x80) > 12,
                "inside it is styled: " + Integer.toHexString(inside));
        }
        String all = String.join("\n", desk.notices());
        for (int i = 0; i < 5; i++) assertTrue(all.contains("broken" + i + ".jpg"), all);
        assertTrue(all.contains("2 pictures painted") && all.contains("5 skipped"), all);
        Pixels first = PictureFile.read(to.resolve("a-2.jpg"));
        desk.app.openSession(to.resolve("a-2.jpg"));
        assertEquals(200, settings().fullSide());
        style.renderFull();
        Path again = folder.resolve("again.jpg");
        style.saveRender(again);
        assertArrayEquals(first.argb(), PictureFile.read(again).argb(), "a picture of a batch is made again too");
    }

    @Test
    void anEmptyFolderIsSaid() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        style.renderFolder(empty, folder.resolve("out"), false);
        assertTrue(desk.notices().get(0).contains("empty"));
        style.dropOnStyles(List.of(empty));
        assertEquals(StyleSettings.initial(), settings());
    }

    @Test
    void anEmptyFolderIsSaidBeforeAnyoneIsAskedForAnother() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        style.setTarget(from -> {
            throw new AssertionError("asked where to the pictures of " + from + " go");
        });
        for (java.util.function.Consumer<List<Path>> place : List.<java.util.function.Consumer<List<Path>>>of(
            style::dropOnContent, style::drop)) {
            place.accept(List.of(empty));
            assertEquals(1, desk.notices().size(), desk.notices().toString());
            assertTrue(desk.notices().get(0).contains("holds no pictures"), desk.notices().toString());
        }
        assertEquals(StyleRender.NONE, style.render().get());
    }

    @Test
    void ofTwoNetworksTheFirstIsTakenAndThatIsSaid() {
        Path first = folder.resolve("first.onnx"), second = folder.resolve("second.onnx");
        style.saveNetwork(first);
        style.saveNetwork(second);
        style.drop(List.of(first, second));
        assertEquals(first.toString(), settings().engine().origin(), desk.notices().toString());
        String said = desk.notices().get(desk.notices().size() - 1);
        assertTrue(said.contains("first.onnx is taken") && said.contains("second.onnx"), said);
    }

    @Test
    void sessionsAndFoldersAreTakenWhereverTheyAreDropped() throws Exception {
        style.setWeight(0.3);
        Path session = folder.resolve("lesson.normscope"), pictures = Files.createDirectory(folder.resolve("pictures"));
        desk.app.saveSession(session);
        for (int i = 0; i < 6; i++) {
            PictureFile.writePng(new Pixels(40, 30, new int[1200]), pictures.resolve(i + ".png"));
        }
        Files.writeString(pictures.resolve("x.png"), "no picture");
        List<java.util.function.Consumer<List<Path>>> places = List.of(style::dropOnContent,
            style::dropOnStyles, style::drop);
        for (var place : places) {
            style.setWeight(0.9);
            place.accept(List.of(session));
            assertEquals(0.3, settings().weight());
        }
        style.setTarget(from -> Optional.of(folder.resolve("painted")));
        style.dropOnContent(List.of(pictures));
        try (Stream<Path> written = Files.list(folder.resolve("painted"))) {
            assertEquals(6, written.count());
        }
        style.dropOnStyles(List.of(pictures));
        assertEquals(6, settings().own().size(), desk.notices().toString());
        assertEquals(4, settings().styles().size());
        style.dropOnContent(List.of(CAT, CAFE));
        assertEquals(CAT.toString(), settings().content().origin());
        assertTrue(desk.notices().get(desk.notices().size() - 1).contains("left out"), desk.notices().toString());
    }

    @Test
    void networksForOtherWorkspacesAreTakenAwayUnlessASessionNamesThem() throws Exception {
        style.openInside(1, false);
        Path kept = Path.of(desk.settings().network().origin());
        desk.app.saveSession(folder.resolve("lesson.normscope"));
        desk.app.setWorkspace(StyleSettings.ID);
        style.setWeight(0.2);
        style.openInside(1, false);
        Path lost = Path.of(desk.settings().network().origin());
        desk.app.setWorkspace(StyleSettings.ID);
        style.setWeight(0.4);
        style.openInside(1, false);
        Path young = Path.of(desk.settings().network().origin());
        for (Path file : List.of(kept, lost)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        }
        try (Desk other = new Desk(data).started()) {
            assertTrue(Files.exists(kept) && Files.exists(young));
            assertFalse(Files.exists(lost));
            assertFalse(Files.exists(Path.of(lost.toString().replace(".onnx", ".json"))));
            other.app.openSession(folder.resolve("lesson.normscope"));
            assertEquals(kept.toString(), other.settings().network().origin());
        }
    }

    /**
     * Every kind of picture as content and as style; what a picture looks like otherwise is its reader's own tests'
     * matter.
     */
    @Test
    void everyKindOfPictureIsContentAndStyle() throws Exception {
        for (String name : List.of("gray.jpg", "cmyk.jpg", "turned-6.jpg", "gray16.png", "bilevel.png", "lossy.webp")) {
            Path file = folder.resolve(name);
            try (var bytes = PictureFile.class.getResourceAsStream("/org/normscope/image/read/" + name)) {
                Files.copy(bytes, file);
            }
            take(file);
        }
        int[] clear = new int[64 * 64];
        for (int i = 0; i < clear.length; i++) clear[i] = i * 0x01030507;
        PictureFile.writePng(new Pixels(64, 64, clear), folder.resolve("alpha.png"));
        PictureFile.writePng(new Pixels(1, 1, new int[] {0xFF336699}), folder.resolve("one.png"));
        PictureFile.writePng(new Pixels(8, 4096, new int[8 * 4096]), folder.resolve("long.png"));
        for (String name : List.of("alpha.png", "one.png", "long.png")) take(folder.resolve(name));
    }

    private void take(Path file) {
        style.dropOnContent(List.of(file));
        style.dropOnStyles(List.of(file));
        assertEquals(List.of(), desk.notices(), file.toString());
        assertEquals(settings().painted(), style.frame().get().settings());
        Pixels before = style.frame().get().before();
        assertEquals(before.width(), style.frame().get().after().width());
        style.setFullSide(200);
        style.renderFull();
        assertEquals(List.of(), desk.notices(), file.toString());
        assertEquals(200, Math.max(style.render().get().picture().width(), style.render().get().picture().height()));
        style.setFullSide(StyleSettings.initial().fullSide());
    }

    @Test
    void aTextInBase64IsNoSession() throws Exception {
        String text = Base64.getEncoder().encodeToString("no session".getBytes());
        PictureFile.writePng(new Pixels(2, 2, new int[4]), java.util.Map.of("NormScope-Session", text),
            folder.resolve("x.png"));
        Settings before = desk.app.settings().get();
        desk.app.openSession(folder.resolve("x.png"));
        assertEquals(before, desk.app.settings().get());
        assertTrue(desk.notices().get(0).contains("x.png"), desk.notices().toString());
    }

    @Test
    void aSessionBringsItAllBack() {
        desk.app.drop(List.of(CAT, CAFE));
        style.mix().toggleStyle(style.styles().get(0).picture());
        style.mix().setShares(List.of(0.3, 0.7));
        style.setBySite(true);
        style.setRho(2, 0.4);
        style.setColours(StyleColours.LUMINANCE);
        style.beginStroke(0.5, 0.5);
        style.endStroke();
        Path session = folder.resolve("lesson.normscope");
        desk.app.saveSession(session);
        try (Desk other = new Desk().started()) {
            other.app.workspace(StyleModel.class).setViewSide(SIDE);
            other.app.openSession(session);
            assertEquals(settings(), other.app.workspace(StyleModel.class).settings().get());
            assertArrayEquals(style.frame().get().after().argb(),
                other.app.workspace(StyleModel.class).frame().get().after().argb());
        }
    }

    @Test
    void whatASessionMissesIsLeftOutAndTold() throws Exception {
        Path mine = Files.copy(CAFE, folder.resolve("mine.jpg")),
            picture = Files.copy(CAT, folder.resolve("picture.jpg"));
        desk.app.drop(List.of(picture, mine));
        Path session = Files.createDirectory(folder.resolve("elsewhere")).resolve("lesson.normscope");
        desk.app.saveSession(session);
        Files.delete(mine);
        try (Desk other = new Desk().started()) {
            other.app.openSession(session);
            StyleSettings opened = other.app.workspace(StyleModel.class).settings().get();
            assertEquals(picture.toString(), opened.content().origin());
            assertEquals(StyleSettings.initial().styles(), opened.styles());
            assertEquals(List.of(), opened.own());
            assertTrue(other.app.notices().get(0).text(Language.ENGLISH).contains("mine.jpg"));
        }
    }
}
