package org.normscope.state.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.app.Desk;
import org.normscope.text.Messages;

/** A corpus that has to wait for its turn says so. */
class CorpusTurnTest {
    @TempDir
    Path folder;

    @Test
    void itIsSaidWhatANewCorpusWaitsForAndItComesAfterIt() throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Files.copy(Path.of("assets/images/photos/cat.jpg"), corpus.resolve("cat.jpg"));
        try (Desk desk = new Desk(folder.resolve("data"))) {
            LayersModel model = desk.app.workspace(LayersModel.class);
            desk.app.start(Desk.initial().with(LayersSettings.class, s -> s.withCorpus(corpus.toString())));
            List<IndexStatus.Phase> phases = new ArrayList<>();
            model.index().status().addListener((property, old, now) -> {
                if (phases.isEmpty() || phases.get(phases.size() - 1) != now.phase()) phases.add(now.phase());
            });
            desk.app.setWorkspace(LayersSettings.ID);
            assertEquals(List.of(IndexStatus.Phase.OPENING, IndexStatus.Phase.WAITING, IndexStatus.Phase.INDEXING,
                IndexStatus.Phase.COMPLETE), phases);
            assertEquals(List.of(), desk.notices());
            model.close();
        }
        for (IndexStatus.Phase phase : IndexStatus.Phase.values()) {
            if (phase != IndexStatus.Phase.NONE) assertTrue(Messages.has("corpus.state." + phase), phase.toString());
        }
    }
}
