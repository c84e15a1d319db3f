package org.normscope.patches;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.normscope.image.PictureFile;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.patches.field.RandomGraph;

/** A network and pictures that are small enough to be looked through many times in a second. */
final class TinyCorpus {
    /** A random graph with a border, so that inside and outside differ. */
    private static final long SEED = 22;

    private TinyCorpus() { }

    static Network network(Path folder, GraphRunner runner) throws IOException {
        return network(folder, SEED, runner);
    }

    static Network network(Path folder, long seed, GraphRunner runner) throws IOException {
        Path file = Files.write(Files.createDirectories(folder).resolve("tiny-" + seed + ".onnx"),
            RandomGraph.of(seed));
        return new ModelLibrary(runner).open(file, Map.of("size", "12x10"));
    }

    /** Pictures number from to (without) to, as 000.png ... in folders of ten. */
    static Path write(Path folder, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            Texture[] all = Texture.values();
            Path file = folder.resolve(i / 10 + "/" + String.format("%03d.png", i));
            Files.createDirectories(file.getParent());
            PictureFile.writePng(all[i % all.length].drawn(14 + i % 9, i), file);
        }
        return folder;
    }
}
