package org.normscope.state.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.Timings;

/** Between a choice and its maps nothing is told, written or run with what was found for the choice before. */
class SlowNetworkTest {
    @TempDir Path folder;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Desk desk = new Desk(waiting::add, Runnable::run);
    private final NormalizeModel model = desk.model;

    @BeforeEach
    void open() {
        desk.started();
        until(waiting::isEmpty);
        assertNotNull(desk.pane("in").content().get());
    }

    @AfterEach
    void close() {
        desk.app.close();
        desk.close();
    }

    private void until(BooleanSupplier reached) {
        while (!reached.getAsBoolean()) waiting.remove().run();
    }

    private void openTwin() {
        model.openNetwork("builtin:twin-in");
        until(() -> model.network().get().name().equals("twin-in"));
    }

    private void assertForgotten() {
        for (PaneModel pane : model.panes()) {
            assertNull(pane.content().get());
            assertNull(pane.effect().get());
            assertNull(pane.fault().get());
        }
    }

    @Test
    void mapsOfTheNetworkBeforeDoNotStandUnderTheNextOnesName() {
        openTwin();
        assertForgotten();
        assertNull(model.maps().get());
        assertNull(model.replaced().get());
        assertEquals(Timings.NONE, model.timings().get());
        until(waiting::isEmpty);
        assertNotNull(desk.pane("in").content().get());
        assertNotNull(model.seen().get());
    }

    @Test
    void aNetworkIsNotShownWhatIsFittedToAnothersInput() {
        boolean[] early = new boolean[1];
        model.network().addListener((property, old, now) -> early[0] = model.seen().get() != null);
        openTwin();
        assertFalse(early[0]);
    }

    @Test
    void norDoThoseOfTheLayerOrThePictureBefore() {
        model.nextLayer();
        assertForgotten();
        until(waiting::isEmpty);
        model.removePicture(4);
        assertForgotten();
    }

    @Test
    void whatIsNotThereIsNotWritten() throws IOException {
        openTwin();
        int pane = desk.pane("in").key();
        model.exportPng(pane, folder.resolve("maps.png"));
        model.exportNpy(pane, folder.resolve("maps.npy"));
        model.exportCsv(folder.resolve("maps.csv"));
        assertEquals(List.of("This is still being computed. Try again in a moment."), desk.notices());
        until(waiting::isEmpty);
        try (var written = Files.list(folder)) {
            assertEquals(List.of(), written.toList());
        }
    }

    @Test
    void aPictureIsSignedWithWhatItWasMadeOf() throws IOException {
        model.exportPng(desk.pane("in").key(), folder.resolve("maps.png"));
        model.edit().removePane(desk.pane("in").key());
        until(waiting::isEmpty);
        assertEquals(1, Files.list(folder).count());
        assertEquals(List.of(folder.resolve("maps.png") + " is written."), desk.notices());
    }
}
