package org.normscope.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureSource;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.onnx.Node;
import org.normscope.shift.IbnSurgery;
import org.normscope.style.Mixing;
import org.normscope.style.StyleCode;
import org.normscope.style.StyleLibrary;
import org.normscope.style.StyleNetwork;

/**
 * Writes networks as the commands and the window do, for another tool to judge: every built-in network and every one
 * given, blended, split and cut behind its additions, at rho 0, 1 and between, in one layer and in all, recalibrated;
 * style networks frozen; of each the gradient for the picture and for all weights.
 */
public final class WrittenNetworks {
    private static final String STYLE = "builtin:paintings/cafe-terrace";

    /** What Debian's checker judges: it refuses any later opset. */
    private static final int KNOWN = 17;

    private final Path folder;
    private final GraphRunner runner;

    private WrittenNetworks(Path folder, GraphRunner runner) {
        this.folder = folder;
        this.runner = runner;
    }

    /** @param arguments the folder to write into, then .onnx files */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        List<String> origins = new ArrayList<>(ModelLibrary.builtIn().stream().map(name -> "builtin:" + name).toList());
        origins.addAll(List.of(arguments).subList(1, arguments.length));
        try (GraphRunner runner = new DjlRunner(1)) {
            WrittenNetworks written = new WrittenNetworks(folder, runner);
            for (String origin : origins) written.cut(origin);
            for (String origin : origins) written.gradients(origin);
            written.frozen(StyleLibrary.BUILT_IN);
            for (String origin : origins) {
                if (origin.contains("fns_") || origin.contains("vangogh")) written.frozen(origin);
            }
        }
    }

    private void cut(String origin) {
        Network network = new ModelLibrary(runner).open(origin, Map.of());
        for (IbnSurgery.Mode mode : IbnSurgery.Mode.values()) {
            List<Layer> places = IbnSurgery.places(network, mode);
            if (places.isEmpty()) continue;
            for (double rho : new double[] {0, 0.3, 1}) {
                ibn(origin, network, mode, "all-" + rho, places.stream().map(place -> place.name() + "=" + rho));
            }
            ibn(origin, network, mode, "first", Stream.of(places.get(0).name() + "=0.5"));
            ibn(origin, network, mode, "mixture",
                Stream.iterate(0, i -> i < places.size(), i -> i + 1)
                    .map(i -> places.get(i).name() + "=" + i % 5 / 4.0));
        }
        if (!IbnSurgery.places(network, IbnSurgery.Mode.BLEND).isEmpty()) {
            command("recalibrate", origin, "--images", "assets/images/photos", "--out",
                file(network, "recalibrated").toString());
        }
    }

    private void gradients(String origin) {
        Network network = new ModelLibrary(runner).open(origin, Map.of());
        if (network.graph().opset() > KNOWN) return;
        Set<String> weights = new LinkedHashSet<>();
        for (Node node : network.graph().nodes()) {
            if (node.operator().equals("Conv") || node.operator().equals("Gemm")) {
                weights.addAll(node.inputs().subList(1, node.inputs().size()));
            }
        }
        weights.remove("");
        String along = "along:" + network.outputs().get(0);
        command("gradient", origin, "--objective", along, "--out", file(network, "gradient").toString());
        command("gradient", origin, "--objective", along, "--for", "input," + String.join(",", weights), "--out",
            file(network, "gradient-weights").toString());
    }

    private void ibn(String origin, Network network, IbnSurgery.Mode mode, String what, Stream<String> layers) {
        List<String> line =
            new ArrayList<>(List.of("ibn", origin, "--mode", mode.name().toLowerCase(java.util.Locale.ROOT)));
        layers.forEach(layer -> line.addAll(List.of("--layer", layer)));
        line.addAll(List.of("--out",
            file(network, mode.name().toLowerCase(java.util.Locale.ROOT) + "-" + what).toString()));
        command(line.toArray(String[]::new));
    }

    private Path file(Network network, String what) {
        return folder.resolve(network.name() + "-" + what + ".onnx");
    }

    private static void command(String... line) {
        int code = NormScopeCommand.run((into, stops, shots) -> List.of(),
            Path.of("nowhere"), new PrintStream(PrintStream.nullOutputStream()), System.err, line);
        if (code != 0) throw new IllegalStateException(String.join(" ", line) + " ended with " + code);
    }

    private void frozen(String origin) throws IOException {
        StyleNetwork network = new StyleLibrary(runner).open(origin);
        StyleCode code = network.takesStyles() ? network.code(PictureSource.open(STYLE)) : null;
        for (Mixing.Mode mode : Mixing.Mode.values()) {
            for (float rho : new float[] {0, 0.4f, 1}) {
                Files.write(folder.resolve(network.name() + "-frozen-" + mode + "-" + rho + ".onnx"),
                    network.frozen(code, Mixing.all(mode, rho)).toBytes());
            }
        }
    }
}
