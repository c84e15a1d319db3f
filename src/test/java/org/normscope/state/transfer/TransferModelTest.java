package org.normscope.state.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.normscope.image.PictureFile;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.state.app.Desk;
import org.normscope.transfer.ColourPictures;
import org.normscope.transfer.Example;
import org.normscope.transfer.LessonCurve;
import org.normscope.transfer.Split;
import org.normscope.transfer.Teaching;
import org.normscope.transfer.WayCurve;

/** The workspace on pictures that a child tells apart, with a network of a few weights: see training.py. */
class TransferModelTest extends TransferDesk {
    @Test
    void nothingIsComputedBeforeTheWorkspaceIsOpened() {
        assertNull(model.lesson().get());
        assertFalse(Files.exists(folder.resolve("kept/features")));
    }

    @Test
    void aFolderIsLearntAndJudged() {
        Lesson lesson = enter();
        assertTrue(model.settled());
        assertEquals(List.of("blue", "red"), lesson.classes());
        assertEquals(80, lesson.set().examples().size());
        assertTrue(lesson.judged().accuracy() > .9, lesson.judged().accuracy() + "");
        assertEquals(lesson.curve().get(lesson.curve().size() - 1).mean(), lesson.judged().accuracy(), 1e-9);
        assertEquals("last", model.layer().get().name());
        assertEquals(1, model.stripItems().stream().filter(item -> item.selected()).count());
        assertEquals(2, model.tried().get().size());
    }

    @Test
    void anotherLayerIsAnotherCutAndUndoBringsTheOldOneBack() {
        Lesson before = enter();
        model.selectLayer("relu a");
        assertEquals("relu a", model.lesson().get().cut().layer().name());
        assertNotSame(before, model.lesson().get());
        desk.app.undo();
        assertEquals("last", model.lesson().get().cut().layer().name());
    }

    @Test
    void aCellOpensItsPictures() {
        Lesson lesson = enter();
        int[][] confusion = lesson.judged().confusion(2);
        model.openCell(1, 1);
        assertEquals(Math.min(8, confusion[1][1]), model.wrong().get().size());
        for (Wrong one : model.wrong().get()) {
            assertTrue(one.file().contains("/red/") && one.is().equals("red") && one.said().equals("red"));
            assertEquals(3, one.nearest().size());
            assertEquals(8, one.picture().width());
        }
        model.openCell(1, 1);
        assertNull(model.cell().get());
        assertEquals(Math.min(8, confusion[0][1] + confusion[1][0]), model.wrong().get().size());
    }

    @Test
    void theDoctorsMoveIsUndoneAndTouchesNoFile() throws IOException {
        Path wrong = data.resolve("blue/wrong.png");
        Files.move(data.resolve("red/7.png"), wrong);
        enter();
        model.doctor();
        Suspicion worst = model.suspicions().get().get(0);
        assertEquals(wrong.toString(), worst.opinion().example().file());
        long blue = model.lesson().get().set().examples().stream().filter(one -> one.label() == 0).count();
        model.relabel(worst.opinion().example().hash(), worst.better());
        assertEquals(blue - 1, model.lesson().get().set().examples().stream().filter(one -> one.label() == 0).count());
        model.takeOut(worst.opinion().example().hash());
        assertEquals(79, model.lesson().get().set().examples().size());
        assertTrue(Files.exists(wrong));
        desk.app.undo();
        desk.app.undo();
        assertEquals(blue, model.lesson().get().set().examples().stream().filter(one -> one.label() == 0).count());
    }

    @Test
    void lastBlocksAreTrainedEpochByEpoch() {
        Lesson lesson = enter();
        model.train(false);
        assertEquals(List.of(), desk.notices());
        Deeper deeper = model.deeper().get(0);
        assertEquals(deeper.epochs(), model.run().get().epochs());
        assertEquals(lesson.judged().examples(), deeper.judged().examples());
        model.selectLayer("relu a");
        assertEquals(List.of(), List.copyOf(model.deeper()), "what was trained was of another cut");
        assertNull(model.run().get());
    }

    @Test
    void threeWaysAreOneJobAndGoWithTheLesson() throws IOException {
        model.setData(List.of(ColourPictures.write(folder.resolve("few"), 12, 0).toString()));
        Lesson lesson = enter();
        model.findings().find();
        assertEquals(List.of(), desk.notices());
        Ways ways = model.findings().ways().get();
        assertTrue(ways.over());
        assertEquals(List.of(Teaching.values()), ways.curves().stream().map(WayCurve::way).toList());
        for (WayCurve curve : ways.curves()) {
            assertEquals(lesson.curve().stream().map(LessonCurve::perClass).toList(),
                curve.steps().stream().map(LessonCurve::perClass).toList());
            assertEquals(3, curve.steps().get(0).accuracy().size());
        }
        assertEquals(lesson.curve().get(0).accuracy().subList(0, 3), ways.curves().get(0).steps().get(0).accuracy());
        for (String name : List.of("lesson.csv", "lesson.png")) model.findings().write(folder.resolve(name));
        assertEquals(1 + 3 * 3 * lesson.curve().size() - 2, Files.readAllLines(folder.resolve("lesson.csv")).size());
        assertTrue(PictureFile.read(folder.resolve("lesson.png")).width() > 900);
        model.selectLayer("relu a");
        assertEquals(Ways.NONE, model.findings().ways().get());
    }

    @Test
    void theSavedNetworkSaysWhatWasShown() {
        Lesson lesson = enter();
        Path file = folder.resolve("new.onnx");
        model.save(file, false);
        Network saved = new ModelLibrary(desk.runner).open(file, Map.of());
        assertEquals(lesson.classes(), saved.spec().labels());
        assertEquals(lesson.network().spec().preprocessing().width(), saved.spec().preprocessing().width());
        assertTrue(saved.givesClasses());
    }

    @Test
    void aFolderWithoutClassesIsANoticeAndTheLessonStays() throws IOException {
        Lesson lesson = enter();
        TransferSettings before = model.settings().get();
        model.drop(List.of(Files.createDirectories(folder.resolve("empty"))));
        assertSame(lesson, model.lesson().get());
        assertEquals(before, model.settings().get());
        assertEquals(1, desk.notices().size(), desk.notices().toString());
        assertTrue(desk.notices().get(0).contains("empty"));
    }

    /** Nothing tells one class from an empty one. */
    @Test
    void aClassWithoutPicturesIsNone() {
        enter();
        List<String> reds = model.lesson().get().set().examples().stream().filter(one -> one.label() == 1)
            .map(Example::hash).toList();
        model.takeOut(Set.copyOf(reds.subList(1, reds.size())));
        assertEquals(List.of("blue", "red"), model.lesson().get().classes());
        model.takeOut(reds.get(0));
        assertNull(model.lesson().get());
        assertEquals(1, desk.notices().size());
        assertTrue(desk.notices().get(0).contains("blue"), desk.notices().toString());
    }

    /** They would be read as pictures of another class next time, and contradict all others. */
    @Test
    void copiesDoNotGoAmongThePictures() {
        enter();
        model.copySorted(data.resolve("sorted"));
        assertFalse(Files.exists(data.resolve("sorted")));
        assertTrue(desk.notices().get(0).contains(data.resolve("sorted").toString()), desk.notices().toString());
    }

    @Test
    void foldersThatTeachNothingAreRefusedBeforeTheyAreLetGo() throws IOException {
        Path flat = Files.createDirectories(folder.resolve("flat"));
        assertFalse(model.offer(List.of(flat)).taken());
        assertTrue(model.offer(List.of(data)).taken());
        assertTrue(model.offer(List.of(data.resolve("red"), data.resolve("blue"))).words().key().contains("folders"));
        assertFalse(model.offer(List.of(Path.of("notes.doc"))).taken());
    }

    @Test
    void classesAreRenamedMergedAndAddedWithUndo() throws IOException {
        enter();
        model.nameClass("red", "warm");
        assertEquals(List.of("blue", "warm"), model.lesson().get().classes());
        Path more = ColourPictures.write(folder.resolve("more"), List.of("green", "more red"), 12);
        model.add(List.of(more.resolve("green")), "green");
        assertEquals(List.of("blue", "green", "warm"), model.lesson().get().classes());
        model.add(List.of(more.resolve("more red/100.png"), more.resolve("more red/101.png")), "warm");
        assertEquals(94, model.lesson().get().set().examples().size());
        model.nameClass("green", "blue");
        assertEquals(List.of("blue", "warm"), model.lesson().get().classes());
        assertEquals(94, model.lesson().get().set().examples().size());
        model.nameClass("warm", "red");
        assertEquals(List.of("blue", "red"), model.lesson().get().classes());
        for (int i = 0; i < 5; i++) desk.app.undo();
        assertEquals(80, model.lesson().get().set().examples().size());
        assertEquals(List.of("blue", "red"), model.lesson().get().classes());
        assertTrue(Files.exists(data.resolve("red")) && Files.notExists(data.resolve("warm")));
    }

    @Test
    void theCleanedFolderIsCopied() throws IOException {
        enter();
        String first = model.lesson().get().set().examples().get(0).hash();
        model.takeOut(Set.of(first));
        model.nameClass("red", "a/b");
        Path copies = folder.resolve("copies");
        model.copySorted(copies);
        assertEquals(1, desk.notices().size(), desk.notices().toString());
        try (Stream<Path> classes = Files.list(copies)) {
            assertEquals(List.of("a_b", "blue"), classes.map(path -> path.getFileName().toString()).sorted().toList());
        }
        Lesson lesson = model.lesson().get();
        model.setData(List.of(copies.toString()));
        assertEquals(79, model.lesson().get().set().examples().size());
        assertEquals(lesson.set().examples().stream().map(one -> one.hash() + one.split()).sorted().toList(),
            model.lesson().get().set().examples().stream().map(one -> one.hash() + one.split()).sorted().toList());
        model.copySorted(data);
        assertTrue(desk.notices().toString().contains("holds files already"), desk.notices().toString());
    }

    @Test
    void severalFoldersAreAClassEach() {
        enter();
        model.drop(List.of(data.resolve("red"), data.resolve("blue")));
        assertEquals(List.of("blue", "red"), model.lesson().get().classes());
        assertTrue(model.lesson().get().set().count(0, Split.TRAINING) > 10);
    }

    @Test
    void aSessionKeepsTheChoices() {
        enter();
        model.selectLayer("relu a");
        Path session = folder.resolve("kept.normscope");
        Desk.SESSIONS.write(desk.app.settings().get(), session);
        assertEquals(model.settings().get(), Desk.SESSIONS.read(session, Desk.initial()).of(TransferSettings.class));
    }
}
