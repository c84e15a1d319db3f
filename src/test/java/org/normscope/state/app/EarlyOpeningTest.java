package org.normscope.state.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.normscope.state.desk.Theme;
import org.normscope.state.tree.TreeSettings;
import org.normscope.text.Language;

/** What is opened before the first settings are, as by a drop on a window that has just come up. */
class EarlyOpeningTest {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Desk desk = new Desk(waiting::add, Runnable::run);

    @AfterEach
    void close() {
        desk.app.close();
        desk.close();
    }

    private void everything() {
        while (!waiting.isEmpty()) waiting.remove().run();
    }

    /** The file names of the tree's content and style. */
    private List<String> pair() {
        TreeSettings tree = desk.app.settings().get().of(TreeSettings.class);
        return Stream.of(tree.content(), tree.style())
                .map(picture -> Path.of(picture.origin()).getFileName().toString()).toList();
    }

    @Test
    void aNetworkThatIsOpenSoonerThanTheFirstStays() {
        desk.started();
        desk.model.openNetwork("builtin:twin-in");
        waiting.removeLast().run();
        everything();
        assertEquals("builtin:twin-in", desk.settings().network().origin());
        assertEquals("twin-in", desk.model.network().get().name());
        desk.app.undo();
        everything();
        assertEquals(Desk.initial().subject().network().origin(), desk.settings().network().origin());
    }

    @Test
    void aPictureGoesToTheWorkspaceThatOpens() {
        desk.app.start(Desk.initial().withWorkspace(TreeSettings.ID));
        desk.app.drop(List.of(Path.of("assets/images/photos/boats.jpg"), Path.of("assets/images/photos/cat.jpg")));
        List<String> dropped = List.of("boats.jpg", "cat.jpg");
        // not to the end: the tree would compute all its nodes
        while (!waiting.isEmpty() && !dropped.equals(pair())) waiting.remove().run();
        assertEquals(dropped, pair());
    }

    @Test
    void whatIsChosenSoonerThanTheFirstSettingsAreOpenStays() {
        desk.app.start(Desk.initial());
        desk.app.setTheme(Theme.PROJECTOR);
        desk.app.setLanguage(Language.CHINESE);
        desk.app.setWorkspace(TreeSettings.ID);
        while (!waiting.isEmpty() && desk.model.network().get() == null) waiting.remove().run();
        assertEquals(Desk.initial().subject().network(), desk.settings().network());
        assertEquals(Theme.PROJECTOR, desk.app.theme().get());
        assertEquals(Language.CHINESE, desk.app.language().get());
        assertEquals(TreeSettings.ID, desk.app.settings().get().workspace());
        assertFalse(desk.app.canUndo().get(), "there is nothing before it");
    }

    @Test
    void oneThatFailsIsToldAfterwards() {
        desk.started();
        desk.model.openNetwork("builtin:none");
        waiting.removeLast().run();
        List<String> sooner = new ArrayList<>(desk.notices());
        everything();
        assertEquals(List.of(), sooner);
        assertEquals(1, desk.notices().size(), desk.notices().toString());
        assertEquals(Desk.initial().subject().network().origin(), desk.settings().network().origin());
    }
}
