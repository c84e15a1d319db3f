package org.normscope.state.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.Prediction;
import org.normscope.shift.DomainRun;
import org.normscope.shift.Preset;
import org.normscope.state.app.Desk;
import org.normscope.state.app.HeldWork;
import org.normscope.text.Language;

/** Networks run over folders of domains, from the window's verbs. */
class FolderRunTest {
    private static final Path PHOTOS = Path.of("assets/images/photos");

    @TempDir
    Path folder;
    private final HeldWork work = new HeldWork();
    private final Desk desk = new Desk(work, Runnable::run);
    private final ShiftModel model = desk.app.workspace(ShiftModel.class);

    @BeforeEach
    void open() {
        desk.started();
        desk.app.setWorkspace(ShiftSettings.ID);
    }

    @AfterEach
    void close() {
        model.close();
        desk.close();
    }

    private void put(String domain, String label, String... photos) throws IOException {
        Path target = Files.createDirectories(folder.resolve("data").resolve(domain).resolve(label));
        for (String photo : photos) Files.copy(PHOTOS.resolve(photo + ".jpg"), target.resolve(photo + ".jpg"));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** Unbalanced, with an empty class and a broken file; accuracy by running each picture alone. */
    @Test
    void accuracyAndDivergenceOfEachDomainAndNetwork() throws IOException {
        put("photo", "dog", "dogs", "cat", "coffee");
        put("photo", "house", "house");
        put("photo", "person");
        put("fog", "dog", "dogs");
        put("fog", "person", "astronaut");
        Pixels foggy = Preset.FOG.look().of(PictureFile.read(PHOTOS.resolve("dogs.jpg")));
        PictureFile.writePng(foggy, folder.resolve("data/fog/dog/foggy.png"));
        Files.writeString(folder.resolve("data/photo/dog/broken.jpg"), "no picture");
        model.runFolder(data());
        FolderRun run = model.run().get();
        assertEquals(List.of("fog", "photo"), run.domains());
        assertEquals(3, run.rows().size());
        assertEquals(Scope.FOLDER, model.settings().get().scope());
        assertEquals(List.of(Path.of("photo", "dog", "broken.jpg").toString()), run.skipped());
        DomainRun photo = run.rows().get(0).runs().get("photo");
        assertEquals(4, photo.pictures());
        assertEquals(0.75, photo.majority());
        assertEquals(right(Map.of("dogs", "dog", "cat", "dog", "coffee", "dog", "house", "house")), photo.right());
        DepthCurves curves = model.curves().get();
        assertEquals(3, curves.lines().size());
        DepthCurves.Point end = curves.lines().get(0).points().get(4);
        assertEquals(run.rows().get(0).runs().get("fog").divergence(photo, end.layer()), end.value(), 1e-12);
        assertEquals(List.of(), desk.notices());
    }

    private int right(Map<String, String> labels) {
        Network network = new ModelLibrary(desk.runner).open("builtin:twin-bn", Map.of());
        return (int) labels.entrySet().stream().filter(photo -> {
            var input = network.spec().preprocessing()
                .apply(List.of(PictureFile.read(PHOTOS.resolve(photo.getKey() + ".jpg"))));
            var output = network.run(desk.runner, input, network.outputs()).get(network.outputs().get(0));
            return Prediction.top(network, output, 0, 1).get(0).label().equals(photo.getValue());
        }).count();
    }

    @Test
    void whatIsAddedLaterIsRunAloneAndARecalibratedNetworkJoins() throws IOException {
        put("photo", "dog", "dogs", "cat");
        put("art", "dog", "coffee", "astronaut");
        model.runFolder(data());
        FolderRun first = model.run().get();
        model.addNetwork("builtin:twin-gn");
        model.runFolder(data());
        assertEquals(4, model.run().get().rows().size());
        assertEquals(first.rows().get(0), model.run().get().rows().get(0));
        model.recalibrate(PHOTOS.toString());
        assertEquals(5, model.run().get().rows().size());
        assertEquals(Compared.Origin.RECALIBRATED, model.run().get().rows().get(1).compared().origin());
        assertEquals(5, model.curves().get().lines().size());
        model.setDomains(List.of("photo", "art"));
        assertEquals(List.of("photo", "art"), model.domains());
        model.exportRun(folder.resolve("run.csv"));
        List<String> lines = Files.readAllLines(folder.resolve("run.csv"));
        int layers = model.run().get().rows().stream().mapToInt(row -> row.compared().network().layers().size()).sum();
        assertEquals(1 + 5 * 2 + layers, lines.size());
    }

    /** Results follow the choices back and forth; a session says that it does not hold them. */
    @Test
    void resultsComeBackWithUndoAndNotWithASession() throws IOException {
        put("photo", "dog", "dogs", "cat");
        put("art", "dog", "coffee", "astronaut");
        model.setRho("stem.norm", 0.5);
        model.runFolder(data());
        FolderRun run = model.run().get();
        assertEquals(4, run.rows().size());
        model.resetRho();
        assertEquals(3, model.run().get().rows().size());
        desk.app.undo();
        assertEquals(run, model.run().get());
        assertEquals(List.of(), model.notRun());
        desk.app.undo();
        assertNull(model.run().get());
        assertEquals(Scope.PICTURE, model.settings().get().scope());
        desk.app.redo();
        assertEquals(run, model.run().get());
        model.addNetwork("builtin:twin-gn");
        assertEquals(List.of("twin-gn"), model.notRun().stream().map(one -> one.network().name()).toList());
        desk.app.undo();
        desk.app.saveSession(folder.resolve("a.normscope"));
        try (Desk other = new Desk().started()) {
            other.app.openSession(folder.resolve("a.normscope"));
            ShiftModel reopened = other.app.workspace(ShiftModel.class);
            assertEquals(Scope.FOLDER, reopened.settings().get().scope());
            assertNull(reopened.run().get());
            assertNull(reopened.curves().get());
            reopened.runAgain();
            assertEquals(run.rows().stream().map(row -> row.runs().get("art").right()).toList(),
                reopened.run().get().rows().stream().map(row -> row.runs().get("art").right()).toList());
            assertEquals(4, reopened.curves().get().lines().size());
            reopened.close();
        }
    }

    @Test
    void classesThatANetworkDoesNotKnowLeaveItUnjudged() throws IOException {
        put("photo", "spaceship", "rocket");
        put("art", "dog", "dogs");
        model.runFolder(data());
        FolderRun run = model.run().get();
        assertFalse(run.rows().get(0).judged());
        assertEquals(3, model.curves().get().lines().size());
    }

    @Test
    void oneDomainHasNothingToBeComparedWith() throws IOException {
        put("photo", "dog", "dogs");
        model.runFolder(data());
        assertEquals(1, model.run().get().rows().get(0).runs().size());
        assertNull(model.curves().get());
        assertEquals(List.of(), desk.notices());
    }

    @Test
    void folderWithoutSubfoldersIsSaid() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.copy(PHOTOS.resolve("dogs.jpg"), folder.resolve("data/dogs.jpg"));
        model.runFolder(data());
        assertTrue(desk.notices().get(0).contains("DIR/DOMAIN/CLASS"), desk.notices().toString());
        assertNull(model.run().get());
        assertEquals(Scope.PICTURE, model.settings().get().scope());
        model.runFolder(folder.resolve("nowhere").toString());
        assertEquals(2, desk.notices().size());
        assertFalse(model.job().get().running());
    }

    @Test
    void aJobIsStoppedAndLeavesNothing() throws IOException {
        put("photo", "dog", "dogs");
        work.hold();
        model.runFolder(data());
        assertTrue(model.job().get().running());
        assertEquals("Running over data", model.job().get().what().in(Language.ENGLISH));
        model.cancelJob();
        assertFalse(model.job().get().running());
        work.letGo();
        assertNull(model.run().get());
        assertEquals(List.of(), desk.notices());
        model.runFolder(data());
        assertEquals(3, model.run().get().rows().size());
    }
}
