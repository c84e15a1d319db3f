package org.normscope.state.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.engine.SharedEngine;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Services;
import org.normscope.task.Workers;

class IndexModelTest {
    @TempDir
    Path folder;
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding = true;

    private void work(Runnable task) {
        if (holding) held.add(task);
        else task.run();
    }

    private String corpus(String name) throws IOException {
        Path corpus = Files.createDirectories(folder.resolve(name));
        Files.copy(Path.of("assets/images/photos/cat.jpg"), corpus.resolve("cat.jpg"));
        return corpus.toString();
    }

    @Test
    void aCorpusThatIsLeftAndTakenAgainBeforeItIsOpenIsIndexedOnce() throws IOException {
        ModelLibrary library = new ModelLibrary(SharedEngine.ENGINE);
        Network network = library.open("builtin:twin-none", Map.of());
        IndexModel index = new IndexModel(new Services(new Chosen(Desk.initial()), library, SharedEngine.ENGINE,
            Workers.all(this::work), folder.resolve("data"), Runnable::run));
        String one = corpus("one"), other = corpus("other");
        for (String wanted : List.of(one, other, one)) index.want(network, wanted);
        List<IndexStatus.Phase> phases = new ArrayList<>();
        index.status().addListener((property, old, now) -> {
            if (old.phase() != now.phase()) phases.add(now.phase());
        });
        holding = false;
        held.forEach(Runnable::run);
        assertEquals(List.of(IndexStatus.Phase.WAITING, IndexStatus.Phase.INDEXING, IndexStatus.Phase.COMPLETE),
            phases);
        index.release();
    }
}
