package org.normscope.transfer;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.normscope.network.GraphRunner;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;

/** A network of a few weights with batch normalization, a skip and pooling: see training.py. */
public final class SmallNetwork {
    private SmallNetwork() { }

    /** @return the file in that folder, beside its manifest */
    public static Path write(Path folder) throws IOException {
        Files.writeString(folder.resolve("small.json"), "{\"range\": [0, 1], \"mean\": [0, 0, 0], \"std\": [1, 1, 1]}");
        return Files.write(folder.resolve("small.onnx"), Base64.getDecoder().decode(new ObjectMapper()
            .readTree(SmallNetwork.class.getResource("training.json")).get("network").asText()));
    }

    static Network open(GraphRunner runner, Path folder) throws IOException {
        return new ModelLibrary(runner).open(write(folder), Map.of());
    }
}
