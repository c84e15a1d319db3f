package org.normscope.state.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.app.Desk;

/** A corpus that has to wait for its turn says so. */
class CorpusTurnTest {
    @TempDir
    Path folder;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Desk desk = new Desk(waiting::add, Runnable::run);
    private final LayersModel model = desk.app.workspace(LayersModel.class);

    @AfterEach
    void close() {
        model.close();
        desk.close();
    }

    private void work() {
        while (!waiting.isEmpty()) waiting.remove().run();
    }

    @Test
    void itIsSaidWhatANewCorpusWaitsForAndItComesAfterIt() throws IOException {
        // A folder of its own: where it was indexed before there is nothing to wait for.
        Path corpus = Files.createDirectories(folder.resolve(UUID.randomUUID().toString()));
        Files.copy(Path.of("assets/images/photos/cat.jpg"), corpus.resolve("cat.jpg"));
        desk.app.start(Desk.initial().with(LayersSettings.class, s -> s.withCorpus(corpus.toString())));
        work();
        List<IndexStatus.Phase> phases = new ArrayList<>();
        model.index().status().addListener((property, old, now) -> {
            if (phases.isEmpty() || phases.get(phases.size() - 1) != now.phase()) phases.add(now.phase());
        });
        desk.app.setWorkspace(LayersSettings.ID);
        work();
        assertEquals(List.of(IndexStatus.Phase.OPENING, IndexStatus.Phase.WAITING, IndexStatus.Phase.INDEXING,
            IndexStatus.Phase.COMPLETE), phases);
        assertTrue(desk.notices().isEmpty(), desk.notices().toString());
    }
}
