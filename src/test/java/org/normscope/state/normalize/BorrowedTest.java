package org.normscope.state.normalize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.PictureChoice;
import org.normscope.stats.Moments;
import org.normscope.tensor.Tensor;
import org.normscope.text.Language;

/** What panes take from pictures beside the batch: a style, a pool. */
class BorrowedTest {
    private static final Path PHOTOS = Path.of("assets/images/photos");

    @TempDir
    Path folder;
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk().started();
        desk.model.edit().setOwnAffine(0, false);
        desk.model.edit().setNormalization(1, "adain");
        desk.model.edit().setNormalization(2, "ubn");
        for (int key : List.of(1, 2)) desk.model.edit().setOwnAffine(key, false);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Path copied(String photo, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        return Files.copy(PHOTOS.resolve(photo + ".jpg"), to);
    }

    private Tensor maps(int key) {
        return desk.pane(key).content().get().maps();
    }

    private static Moments channel(Tensor maps, int c) {
        int plane = maps.shape().plane();
        return Moments.of(maps.data(), c * plane, (c + 1) * plane);
    }

    private String notice() {
        return desk.app.notices().get(0).text(Language.ENGLISH);
    }

    private String fault(int key) {
        return desk.pane(key).fault().get().message(Language.ENGLISH);
    }

    /** The style's own mean and deviation, as the raw pane shows them of that picture. */
    @Test
    void aPictureOfTheUsersOwnGivesItsStyle() throws IOException {
        Path own = copied("boats", folder.resolve("own.jpg"));
        Tensor before = maps(1);
        desk.model.edit().setStyle(1, own.toString());
        Tensor styled = maps(1);
        desk.model.addPictures(List.of(own.toString()));
        Tensor raw = maps(0);
        for (int c = 0; c < raw.shape().c(); c++) {
            assertEquals(channel(raw, c).mean(), channel(styled, c).mean(), 1e-4);
            assertEquals(channel(raw, c).variance(), channel(styled, c).variance(),
                1e-3 * (1 + channel(raw, c).variance()));
        }
        desk.app.undo();
        desk.app.undo();
        assertEquals(PictureChoice.NONE, desk.pane(1).settings().get().borrowed().style());
        assertArrayEquals(before.data(), maps(1).data());
        desk.app.redo();
        assertEquals("own.jpg", desk.pane(1).settings().get().borrowed().style().name());
        assertEquals("style: own.jpg", desk.pane(1).cells().get().in(Language.ENGLISH));
        desk.model.nextLayer();
        assertEquals(desk.model.maps().get().c(), maps(1).shape().c(),
            "the same picture, at the layer that is chosen now");
        desk.model.edit().setStyle(1, "");
        assertEquals("style: next", desk.pane(1).cells().get().in(Language.ENGLISH));
    }

    /** A pool of the picture shown alone: every channel is standardized. */
    @Test
    void aFolderIsThePool() throws IOException {
        copied("dogs", folder.resolve("pool/below/dogs.jpg"));
        Files.writeString(folder.resolve("pool/broken.jpg"), "no picture");
        Tensor samples = maps(2);
        assertTrue(IntStream.range(0, samples.shape().c())
            .anyMatch(c -> Math.abs(channel(samples, c).variance() - 1) > 0.1));
        desk.app.setWorkspace(NormalizeSettings.ID);
        desk.model.edit().selectPane(2);
        desk.app.drop(List.of(folder.resolve("pool")));
        Tensor alone = maps(2);
        for (int c = 0; c < alone.shape().c(); c++) {
            assertEquals(0, channel(alone, c).mean(), 1e-4);
            assertEquals(1, channel(alone, c).variance(), 1e-2);
        }
        assertEquals("μ, σ of pool", desk.pane(2).cells().get().in(Language.ENGLISH));
        desk.app.undo();
        assertArrayEquals(samples.data(), maps(2).data());
    }

    @Test
    void whatCannotBeBorrowedChangesNothing() throws IOException {
        NormalizeSettings before = desk.settings();
        desk.model.edit().setStyle(1, Files.writeString(folder.resolve("broken.png"), "no picture").toString());
        assertTrue(notice().contains("broken.png"), notice());
        desk.model.edit().setPool(2, Files.createDirectory(folder.resolve("empty")).toString());
        assertTrue(desk.app.notices().get(1).text(Language.ENGLISH).contains("empty"));
        desk.model.edit().setPool(2, folder.resolve("nowhere").toString());
        assertTrue(desk.app.notices().get(2).text(Language.ENGLISH).contains("nowhere"));
        assertEquals(before, desk.settings());
    }

    /** What a session refers to and is not there is said where it is missed, kept, and found again. */
    @Test
    void aSessionBringsItBackAndSaysWhatIsMissing() throws IOException {
        Path own = copied("boats", folder.resolve("own.jpg")),
            pool = copied("dogs", folder.resolve("pool/dogs.jpg")).getParent();
        Path session = folder.resolve("sessions").resolve("a.normscope");
        Files.createDirectories(session.getParent());
        desk.model.edit().setStyle(1, own.toString());
        desk.model.edit().setPool(2, pool.toString());
        Borrowed style = desk.pane(1).settings().get().borrowed();
        desk.app.saveSession(session);
        desk.close();
        Files.delete(own);
        Files.delete(pool.resolve("dogs.jpg"));
        Files.delete(pool);
        desk = new Desk().started();
        desk.app.openSession(session);
        assertEquals(style, desk.pane(1).settings().get().borrowed());
        assertTrue(notice().contains("own.jpg") && notice().contains("pane"), notice());
        assertTrue(fault(1).contains("own.jpg"), fault(1));
        assertTrue(fault(2).contains(pool.toString()), fault(2));
        assertNotNull(desk.pane(0).content().get());
        copied("boats", own);
        copied("dogs", pool.resolve("dogs.jpg"));
        desk.model.edit().setStyle(1, own.toString());
        desk.model.edit().setPool(2, pool.toString());
        assertNull(desk.pane(1).fault().get());
        assertNull(desk.pane(2).fault().get());
    }

    /** Sessions from before panes could borrow anything. */
    @Test
    void anOlderSessionOpens() throws IOException {
        Path session = folder.resolve("old.normscope");
        desk.app.saveSession(session);
        String text = Files.readString(session);
        String old = text.replaceAll(",\\s*\"borrowed\" : \\{\\s*\"style\" : \\{[^}]*\\},\\s*\"pool\" : \"\"\\s*\\}",
            "");
        assertTrue(!old.contains("borrowed") && old.length() < text.length());
        assertEquals(desk.app.settings().get(), Desk.SESSIONS.read(Files.writeString(session, old), Desk.initial()));
    }
}
