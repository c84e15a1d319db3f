package org.normscope.state.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.app.Desk;
import org.normscope.state.app.HeldWork;
import org.normscope.transfer.ColourPictures;
import org.normscope.transfer.SmallNetwork;

/** What was learnt, trained and found out is there again when its network, cut and pictures are. */
class KnownLessonsTest {
    private static final String ENDED = "What was running has ended, because it was for another network, cut or set of "
        + "pictures. Undo leads back there.";

    @TempDir
    Path folder;
    private final HeldWork work = new HeldWork();
    private Desk desk;
    private TransferModel model;
    private Path network;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(work, Runnable::run).started();
        model = desk.app.workspace(TransferModel.class);
        network = SmallNetwork.write(folder);
        desk.model.openNetwork(network.toString());
        model.setData(List.of(ColourPictures.write(folder.resolve("data"), 12, 0).toString()));
        desk.app.setWorkspace(TransferSettings.ID);
        assertEquals(List.of(), desk.notices());
    }

    @AfterEach
    void close() {
        model.close();
        desk.close();
    }

    @Test
    void whoComesBackByUndoOrByNameHasLostNothing() {
        Lesson lesson = model.lesson().get();
        model.train(false);
        model.doctor();
        model.findings().choose(Finding.DEPTH);
        model.findings().find();
        List<Deeper> deeper = List.copyOf(model.deeper());
        FoundOut found = model.findings().found();
        desk.model.openNetwork("builtin:twin-in");
        assertNotSame(lesson, model.lesson().get());
        assertEquals(List.of(), List.copyOf(model.deeper()));
        assertEquals(FoundOut.NOTHING, model.findings().found());
        assertNull(model.suspicions().get());
        desk.app.undo();
        assertSame(lesson, model.lesson().get());
        assertEquals(deeper, List.copyOf(model.deeper()));
        assertEquals(found, model.findings().found());
        assertNotNull(model.suspicions().get());
        desk.app.redo();
        desk.model.openNetwork(network.toString());
        assertSame(lesson, model.lesson().get());
        assertEquals(deeper, List.copyOf(model.deeper()));
    }

    @Test
    void onceMoreIsOnceMore() {
        Lesson lesson = model.lesson().get();
        model.again();
        assertNotSame(lesson, model.lesson().get());
    }

    @Test
    void aTrainingThatEndsBecauseOfAnotherChoiceIsTold() {
        work.hold();
        model.train(false);
        model.selectLayer("relu a");
        assertEquals(List.of(ENDED), desk.notices());
        model.selectLayer("last");
        assertEquals(List.of(ENDED), desk.notices(), "a lesson that is not waited for any more is no news");
        work.letGo();
        assertEquals("last", model.lesson().get().cut().layer().name());
        assertEquals(List.of(), List.copyOf(model.deeper()));
    }
}
