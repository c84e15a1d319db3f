package org.normscope.state.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.flow.FolderPictures;
import org.normscope.flow.RobustnessCurve;
import org.normscope.shift.Trait;
import org.normscope.state.app.Desk;
import org.normscope.state.app.HeldWork;
import org.normscope.text.Language;

/** Answers while one slider of the look goes from none to full, from the window's verbs. */
class RobustnessTest {
    private static final Path PHOTOS = Path.of("assets/images/photos");

    @TempDir
    Path folder;
    private final HeldWork work = new HeldWork();
    private final Desk desk = new Desk(work, Runnable::run);
    private final ShiftModel model = desk.app.workspace(ShiftModel.class);
    private final Robustness robustness = model.robustness();

    @BeforeEach
    void open() {
        desk.started();
        desk.app.setWorkspace(ShiftSettings.ID);
        model.removeNetwork(1);
    }

    @AfterEach
    void close() {
        model.close();
        desk.close();
    }

    /** Two dogs, a house and a file that is no picture. */
    private String data() throws IOException {
        for (String photo : List.of("dog/dogs", "dog/cat", "house/pagoda")) {
            Path target = folder.resolve("data").resolve(photo + ".jpg");
            Files.createDirectories(target.getParent());
            Files.copy(PHOTOS.resolve(target.getFileName()), target);
        }
        Files.writeString(folder.resolve("data/dog/broken.jpg"), "no picture");
        return folder.resolve("data").toString();
    }

    @Test
    void theSamplePhotosAreMeasuredOnceASliderIsChosen() {
        model.removeNetwork(0);
        robustness.setTrait(Trait.NOISE);
        RobustnessRun run = robustness.run().get();
        assertFalse(run.judged());
        List<RobustnessRun.Kept> kept = run.kept(run.rows().get(0));
        assertEquals(RobustnessCurve.values(Trait.NOISE, Trait.NOISE.most(), 6),
            kept.stream().map(RobustnessRun.Kept::value).toList());
        assertEquals(13, kept.get(0).pictures());
        assertEquals(1, kept.get(0).share());
        assertTrue(kept.get(5).share() < 1, "full noise changes an answer");
        robustness.setTrait(Trait.NOISE);
        assertEquals(run, robustness.run().get(), "nothing is measured twice");
    }

    /** Until the samples are through another slider may be chosen: that one is measured then. */
    @Test
    void theSliderChosenMeanwhileIsMeasuredNext() {
        model.removeNetwork(0);
        work.hold();
        robustness.setTrait(Trait.NOISE);
        robustness.setTrait(Trait.BLUR);
        work.letGo();
        assertEquals(Trait.BLUR, robustness.run().get().choice().trait());
        assertFalse(model.job().get().running());
    }

    @Test
    void aFolderThatComesWhileAnotherRunsIsRefusedAloud() throws IOException {
        String data = data();
        work.hold();
        model.drop(List.of(Path.of(data), Path.of(data, "dog")));
        assertEquals(1, desk.notices().size());
        assertTrue(desk.notices().get(0).contains("under way"), desk.notices().toString());
        work.letGo();
        assertEquals(data, model.settings().get().robustness().folder());
    }

    /** What is promised while it is held is what is done when it is let go. */
    @Test
    void aFolderOfClassesThatIsDroppedIsWatchedAndOneOfDomainsIsRun() throws IOException {
        Path data = Path.of(data()), domains = Files.createDirectories(folder.resolve("domains"));
        Files.move(data, domains.resolve("photo"));
        assertEquals("drop.folder.domains", model.offer(List.of(domains)).words().key());
        assertEquals("drop.folder.robustness", model.offer(List.of(domains.resolve("photo"))).words().key());
        model.drop(List.of(domains.resolve("photo")));
        assertTrue(robustness.run().get().judged());
        assertEquals(List.of(), desk.notices());
    }

    @Test
    void accuracyOnAFolderOfClassesIsThatOfTheCurve() throws IOException {
        String data = data();
        robustness.measure(data);
        RobustnessRun run = robustness.run().get();
        assertTrue(run.judged());
        assertEquals(List.of(Path.of("dog", "broken.jpg").toString()), run.skipped());
        RobustnessCurve alone = RobustnessCurve.of(List.of(run.rows().get(1).compared().network()), desk.runner,
            new FolderPictures(Path.of(data), skipped -> { }).labelled(), Trait.BRIGHTNESS, List.of(-0.6, 0.4),
            network -> { }).get(0);
        List<RobustnessRun.Kept> kept = run.kept(run.rows().get(1));
        assertEquals(List.of(-1.0, -0.8, -0.6), kept.subList(0, 3).stream().map(RobustnessRun.Kept::value).toList());
        assertEquals(List.of(alone.points().get(0).right(), alone.points().get(1).right()),
            List.of(kept.get(2).kept(), kept.get(7).kept()));
        model.exportRobustness(folder.resolve("a.csv"));
        List<String> lines = Files.readAllLines(folder.resolve("a.csv"));
        assertEquals(1 + 2 * 11, lines.size());
        assertTrue(lines.get(1).startsWith("twin-bn,opened,BRIGHTNESS,-1.0,3,"), lines.get(1));
    }

    /** Rewritten anew it would be another network, of which nothing is known. */
    @Test
    void aRewrittenNetworksCurveComesBack() throws IOException {
        model.setRho("stem.norm", 0.5);
        robustness.measure(data());
        RobustnessRun run = robustness.run().get();
        assertEquals(3, run.rows().size());
        for (int i = 0; i < 2; i++) desk.app.undo();
        assertEquals(2, model.compared().size());
        for (int i = 0; i < 2; i++) desk.app.redo();
        assertEquals(run, robustness.run().get());
        assertEquals(List.of(), robustness.notRun());
    }

    @Test
    void whatIsAddedIsRunAloneAndUndoAndSessionsGoBack() throws IOException {
        robustness.measure(data());
        RobustnessRun run = robustness.run().get();
        model.addNetwork("builtin:twin-gn");
        assertEquals(List.of("twin-gn"), robustness.notRun().stream().map(one -> one.network().name()).toList());
        robustness.measure(folder.resolve("data").toString());
        assertEquals(List.of(), robustness.notRun());
        assertEquals(run.rows(), robustness.run().get().rows().stream()
            .filter(row -> !row.compared().network().name().equals("twin-gn")).toList());
        desk.app.undo();
        assertEquals(run, robustness.run().get());
        desk.app.undo();
        assertNull(robustness.run().get());
        desk.app.redo();
        assertEquals(run, robustness.run().get());
        desk.app.saveSession(folder.resolve("a.normscope"));
        try (Desk other = new Desk().started()) {
            other.app.openSession(folder.resolve("a.normscope"));
            ShiftModel reopened = other.app.workspace(ShiftModel.class);
            assertEquals(model.settings().get().robustness(), reopened.settings().get().robustness());
            assertNull(reopened.robustness().run().get());
            reopened.close();
        }
    }

    @Test
    void aJobWaitsAndIsStopped() throws IOException {
        work.hold();
        robustness.measure(data());
        assertEquals("Changing the pictures of data step by step", model.job().get().what().in(Language.ENGLISH));
        model.pauseJob(true);
        assertTrue(model.paused().get());
        model.pauseJob(false);
        assertFalse(model.paused().get());
        model.cancelJob();
        work.letGo();
        assertNull(robustness.run().get());
        assertNotEquals(folder.resolve("data").toString(), model.settings().get().robustness().folder());
    }

    @Test
    void aFolderWithoutPicturesIsSaid() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        robustness.measure(folder.resolve("empty").toString());
        assertTrue(desk.notices().get(0).contains("no whole picture"), desk.notices().toString());
        assertNull(robustness.run().get());
    }
}
