package org.normscope.state.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.state.app.Desk;
import org.normscope.state.app.HeldWork;

/** What runs in the Transfer workspace: in which order, and what becomes of what it made. */
class TransferJobsTest extends TransferDesk {
    /** Two threads work on files: what is asked for second may be done first. */
    @Test
    void theSavedNetworkIsOpenedOnceItIsWritten() {
        Deque<Runnable> held = new ArrayDeque<>();
        boolean[] holds = new boolean[1];
        try (Desk other = entered(task -> {
            if (holds[0]) held.push(task);
            else task.run();
        }, Runnable::run)) {
            Path file = folder.resolve("new.onnx");
            other.app.workspace(TransferModel.class).setData(List.of(data.toString()));
            holds[0] = true;
            other.app.workspace(TransferModel.class).save(file, true);
            holds[0] = false;
            while (!held.isEmpty()) held.pop().run();
            assertEquals(file.toString(), other.app.subject().network().get().origin());
            assertTrue(other.notices().stream().noneMatch(said -> said.contains("missing")), other.notices() + "");
        }
    }

    @Test
    void aFolderIsReadOnce() {
        Runnable[] first = new Runnable[] {() -> { }};
        try (Desk other = entered(Runnable::run, task -> {
            first[0].run();
            task.run();
        })) {
            TransferModel there = other.app.workspace(TransferModel.class);
            first[0] = () -> PictureFile.write(new Pixels(8, 8, new int[64]), Map.of(), data.resolve("red/late.png"));
            there.setData(List.of(data.toString()));
            assertEquals(80, there.lesson().get().set().examples().size());
        }
    }

    private Desk entered(Executor work, Executor ui) {
        Desk other = new Desk(work, ui).started();
        other.app.subject().openNetwork(folder.resolve("small.onnx").toString());
        other.app.setWorkspace(TransferSettings.ID);
        return other;
    }

    @Test
    void theMovedUnitsPatchesComeBackWithTheirLesson() {
        enter();
        model.train(false);
        MovedUnits moved = model.findings().moved();
        moved.find();
        moved.choose(1);
        UnitPatches patches = moved.shown().get();
        assertEquals(1, patches.unit());
        model.selectLayer("relu a");
        assertNull(moved.shown().get());
        desk.app.undo();
        assertEquals(patches.change(), moved.layer().get());
        assertEquals(patches.after().places(), moved.shown().get().after().places());
    }

    @Test
    void anotherJobEndsTheTrainingAndItsCurve() {
        HeldWork work = new HeldWork();
        try (Desk other = entered(work, Runnable::run)) {
            TransferModel there = other.app.workspace(TransferModel.class);
            there.setData(List.of(data.toString()));
            work.hold();
            there.train(false);
            assertNotNull(there.run().get());
            there.findings().layOut(false, false);
            assertNull(there.run().get());
            work.letGo();
            assertNotNull(there.findings().map().get());
            assertEquals(List.of(), List.copyOf(there.deeper()));
            there.train(false);
            assertEquals(there.deeper().get(0).epochs(), there.run().get().epochs());
            there.findings().layOut(false, true);
            assertNotNull(there.run().get(), "what is over stays");
        }
    }
}
