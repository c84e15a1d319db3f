package org.normscope.state.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.PictureSource;
import org.normscope.state.app.Desk;
import org.normscope.task.Job;
import org.normscope.task.Workers;
import org.normscope.text.Language;
import org.normscope.transfer.ColourPictures;
import org.normscope.transfer.Example;
import org.normscope.transfer.FeatureTable;
import org.normscope.transfer.LayerChange;
import org.normscope.transfer.PictureSet;
import org.normscope.transfer.SmallNetwork;
import org.normscope.transfer.Split;

/** What findings say in the window's language, and of units before and after training. */
class FindingFilesTest {
    @TempDir
    Path folder;
    private Desk desk;
    private TransferModel model;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(folder.resolve("kept")).started();
        model = desk.app.workspace(TransferModel.class);
        Path file = SmallNetwork.write(folder);
        desk.app.subject().openNetwork(file.toString());
        model.setData(List.of(ColourPictures.write(folder.resolve("data"), 16, 0).toString()));
        desk.app.setWorkspace(TransferSettings.ID);
    }

    @AfterEach
    void close() {
        model.close();
        desk.close();
    }

    private String written(String name) throws IOException {
        model.findings().write(folder.resolve(name));
        return Files.readString(folder.resolve(name));
    }

    @Test
    void unitsAreSeenBeforeAndAfter() throws IOException {
        MovedUnits moved = model.findings().moved();
        moved.find(); // nothing was trained
        assertNull(moved.layer().get());
        model.findings().choose(Finding.MOVED);
        model.findings().find();
        LayerChange last = moved.layer().get();
        assertEquals(List.of("last"), moved.layers().get().stream().map(LayerChange::layer).toList());
        assertNull(moved.shown().get());
        moved.find();
        UnitPatches shown = moved.shown().get();
        assertEquals(last.furthest().get(0), shown.unit());
        assertEquals(9, shown.before().pixels().size());
        assertEquals(9, shown.after().places().size());
        assertTrue(shown.moved() >= last.filters()[last.furthest().get(1)]);
        assertTrue(shown.same() <= 9);
        moved.choose((int) last.furthest().get(3));
        assertEquals(last.furthest().get(3), moved.shown().get().unit());
        assertTrue(written("moved.svg").contains(">before training<"));
        model.findings().write(folder.resolve("moved.png"));
        assertTrue(PictureSource.open(folder.resolve("moved.png").toString()).width() > 1000);
        assertTrue(written("moved.csv").startsWith("layer,filter,moved"));
        // Another training makes other weights: what was seen of the ones before goes.
        model.findings().find();
        assertNull(moved.shown().get());
        assertNotNull(moved.layer().get());
    }

    @Test
    void picturesSpeakTheWindowsLanguage() throws IOException {
        String english = written("curve.svg");
        assertTrue(english.contains(">small, 2 classes<") && english.contains(">all<"), english);
        assertTrue(english.contains("fill-opacity=\"0.251\""), english);
        desk.app.setLanguage(Language.CHINESE);
        String chinese = written("curve.svg");
        assertTrue(chinese.contains(">small, 2 个类别<") && chinese.contains(">全部<"), chinese);
        assertFalse(chinese.contains("draws"), chinese);
    }

    /** The rate is the highest that both survive; the picture and the table say it. */
    @Test
    void whatIsMetAlongTheGradientIsAPicture() throws IOException {
        model.findings().choose(Finding.SMOOTH);
        model.findings().find();
        Smoothness smooth = model.findings().smooth().get();
        assertEquals(smooth.normed().size(), smooth.plain().size());
        String svg = written("smooth.svg");
        assertTrue(svg.contains(">without<") && svg.contains("rate of " + smooth.rate() + ";"), svg);
        assertTrue(written("smooth.csv").contains("\r\nfalse," + smooth.rate() + ",0,"));
        model.findings().write(folder.resolve("smooth.png"));
        assertTrue(PictureSource.open(folder.resolve("smooth.png").toString()).width() > 1000);
    }

    @Test
    void tooManyPicturesForNeighboursAreSaid() {
        for (int count : new int[] {LessonWork.MAPPED + 1, 20}) {
            List<Example> examples = new ArrayList<>();
            float[][] cells = new float[count][];
            for (int i = 0; i < count; i++) {
                examples.add(new Example("", String.valueOf(i), i % 2, Split.TRAINING));
                cells[i] = new float[] {i % 2, i % 7, i % 5, i};
            }
            Lesson known = model.lesson().get(), many = new Lesson(new FeatureTable(new PictureSet("", List.of("a",
                "b"), examples, List.of()), known.cut(), cells, new long[count]), known.head(), known.judged(),
                List.of(), List.of(), List.of(), 0, 0);
            PictureLayout map = new LessonWork(desk.runner, Workers.sameThread(), folder).layout(many, null, true,
                new Job<>(job -> 0));
            assertEquals(count > LessonWork.MAPPED, map.many());
            assertEquals(count <= LessonWork.MAPPED, map.neighbours());
            assertEquals(count, map.places().length);
        }
    }

    /** A device that is always full says so; the lesson is still there, and is saved elsewhere. */
    @Test
    void aFullDiskIsSaidAndLosesNothing() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        model.save(full, false);
        assertTrue(desk.notices().stream().anyMatch(notice -> notice.contains("/dev/full cannot be written")),
            desk.notices().toString());
        assertNotNull(model.lesson().get());
        model.save(folder.resolve("kept.onnx"), false);
        assertTrue(Files.exists(folder.resolve("kept.onnx")));
    }
}
