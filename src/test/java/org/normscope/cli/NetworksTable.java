package org.normscope.cli;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.normscope.cli.Shell.Answer;
import org.normscope.engine.DjlRunner;
import org.normscope.flow.FeatureMapFlow;
import org.normscope.flow.LayerSite;
import org.normscope.flow.OwnForm;
import org.normscope.image.PictureSource;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.LayerKind;
import org.normscope.network.ModelLibrary;
import org.normscope.network.Network;
import org.normscope.network.NormalizationParameters;
import org.normscope.network.RealNetworks;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameters;
import org.normscope.onnx.TinyModel;
import org.normscope.patches.IndexedLayer;
import org.normscope.patches.Patch;
import org.normscope.patches.PatchIndex;
import org.normscope.patches.Ranking;
import org.normscope.patches.field.ReceptiveField;
import org.normscope.patches.field.ReceptiveFields;
import org.normscope.tensor.Tensor;
import org.normscope.text.Fault;

/**
 * Walks every subcommand over every network of some folders and writes what came out as a table: figures where it could
 * be compared with what the network itself gives, else the one line in which it was refused.
 */
public final class NetworksTable {
    private static final int LAYERS = 10;
    private static final double CLOSE = 1e-5;
    /** A few roundings of float16, each of at most 2^-11. */
    private static final double HALF = 2e-3;
    private static final String PICTURE = "builtin:photos/dogs";
    private static final List<String> COLUMNS = List.of("network", "layers", "fields", "normalize", "index, top", "ibn",
        "recalibrate", "attribute", "maximize");

    private final Path scratch;
    private final Path corpus;
    private final GraphRunner runner;
    private final List<String> notes = new ArrayList<>();
    private int wrong;

    private NetworksTable(Path scratch, Path corpus, GraphRunner runner) {
        this.scratch = scratch;
        this.corpus = corpus;
        this.runner = runner;
    }

    /** @param arguments a folder to write into, a folder of pictures, then folders of networks */
    public static void main(String[] arguments) throws IOException {
        List<String> files = new ArrayList<>();
        for (String folder : List.of(arguments).subList(2, arguments.length)) {
            try (Stream<Path> entries = Files.list(Path.of(folder))) {
                entries.map(Path::toString).filter(file -> file.endsWith(".onnx")).sorted().forEach(files::add);
            }
        }
        int wrong;
        try (GraphRunner runner = new DjlRunner(1)) {
            NetworksTable table = new NetworksTable(Files.createDirectories(Path.of(arguments[0])),
                Path.of(arguments[1]), runner);
            System.out.println("| " + String.join(" | ", COLUMNS) + " |\n" + "|---".repeat(COLUMNS.size()) + "|");
            files.forEach(table::row);
            System.out.println();
            table.notes.forEach(System.out::println);
            wrong = table.wrong;
        }
        System.exit(wrong > 0 ? 1 : 0);
    }

    private void row(String file) {
        String name = Path.of(file).getFileName().toString().replace(".onnx", "");
        Network network;
        try {
            network = new ModelLibrary(runner).open(file, Map.of());
        } catch (Fault refused) {
            System.out.println("| " + name + " | " + note(refused.getMessage()) + " |");
            return;
        }
        List<Layer> some = some(network);
        Optional<Layer> batch = network.layers().stream().filter(layer -> layer.operator().startsWith("BatchNorm"))
            .findFirst();
        Layer unit = network.layers().stream().filter(layer -> layer.kind() == LayerKind.CONVOLUTION)
            .reduce((first, second) -> second).orElse(network.layers().get(0));
        String out = scratch.resolve(name).toString();
        List<String> cells = List.of(name,
            command("layers", file, "--json").code() == 0 ? network.layers().size() + "" : "wrong",
            tried(() -> fields(network)), tried(() -> normalized(network, some)),
            tried(() -> indexed(network, file, some, out + ".db")),
            batch.map(layer -> done(command("ibn", file, "--layer", layer.name() + "=0.5", "--out", out + "-i.onnx")))
                .orElse("no BN"),
            batch.map(layer -> done(command("recalibrate", file, "--images", corpus, "--out", out + "-r.onnx")))
                .orElse("no BN"),
            done(command("attribute", "--model", file, "--image", PICTURE, "--class", "0", "--method", "gradient",
                "--out", out + ".npy")),
            done(command("maximize", "--model", file, "--layer", unit.name(), "--unit", "0", "--steps", "4", "--out",
                out + ".png")));
        System.out.println("| " + String.join(" | ", cells) + " |");
    }

    private String tried(Supplier<String> told) {
        try {
            return told.get();
        } catch (Fault refused) {
            return note(refused.getMessage());
        } catch (RuntimeException failed) {
            wrong++;
            return note(failed.toString());
        }
    }

    /** The network's own normalizations first, then others; ten in all, spread over the depth. */
    private static List<Layer> some(Network network) {
        List<Layer> own = network.layers().stream().filter(layer -> layer.kind() == LayerKind.NORMALIZATION).toList();
        List<Layer> others = network.layers().stream().filter(layer -> !own.contains(layer)).toList();
        List<Layer> some = new ArrayList<>(spread(own, LAYERS - 2));
        some.addAll(spread(others, LAYERS - some.size()));
        return some;
    }

    private static List<Layer> spread(List<Layer> layers, int count) {
        if (layers.size() <= count) return layers;
        return Stream.iterate(0, i -> i + 1).limit(count).map(i -> layers.get(i * layers.size() / count)).toList();
    }

    private String fields(Network network) {
        Map<String, ReceptiveField> fields = ReceptiveFields.of(network, runner);
        long bounds = fields.values().stream().filter(field -> field.atMost() && field.unknownOperator()
            .isEmpty()).count();
        List<String> unknown = fields.values().stream().map(ReceptiveField::unknownOperator)
            .filter(operator -> !operator.isEmpty()).toList();
        String said = String.valueOf(fields.size() - bounds - unknown.size());
        if (bounds > 0) said += ", " + bounds + " at most";
        if (unknown.isEmpty()) return said;
        return said + ", " + unknown.size() + " whole picture" + note("behind " + String.join(", ",
            unknown.stream().distinct().toList()));
    }

    /** How far the own ones are from what the network gives, and how many others could be normalized by instance. */
    private String normalized(Network network, List<Layer> some) {
        double largest = 0, exact = 0;
        int own = 0, others = 0;
        List<String> refused = new ArrayList<>();
        for (Layer layer : some) {
            try {
                LayerSite site = new FeatureMapFlow(runner).site(network, layer,
                    List.of(PictureSource.open(PICTURE)));
                Optional<OwnForm.Form> form = layer.kind() == LayerKind.NORMALIZATION ? OwnForm.of(network, layer)
                    : Optional.empty();
                if (form.isPresent()) {
                    double apart = apart(network, layer, site, form.get());
                    largest = Math.max(largest, apart);
                    exact = Math.max(exact, exact(network, layer, site, form.get(), apart));
                    own++;
                } else {
                    FeatureMapFlow.normalized(site, Catalogue.entry("in").create(Parameters.NONE), false,
                        Optional.empty()).maps();
                    others++;
                }
            } catch (Fault fault) {
                refused.add(fault.getMessage());
            }
        }
        if (exact > CLOSE) wrong++;
        String said = own == 0 ? "" : String.format(Locale.ROOT, exact < largest ? "%d own (%.0e; %.0e %s)"
            : "%d own (%.0e)", own, largest, exact, isHalf(network) ? "in float32" : "to float64");
        if (others > 0) said += (said.isEmpty() ? "" : ", ") + others + " others";
        for (String fault : refused) said += note(fault);
        return said;
    }

    private double apart(Network network, Layer layer, LayerSite site, OwnForm.Form form) {
        Tensor given = FeatureMapFlow.normalized(site, form.create(), true, Optional.empty()).maps();
        Tensor wanted = network.run(runner, network.spec().preprocessing().apply(
            List.of(PictureSource.open(PICTURE))), List.of(layer.output())).get(layer.output());
        return RealNetworks.difference(given, wanted.reshaped(given.shape()));
    }

    /** @param apart how far it is in the network's own precision */
    private double exact(Network network, Layer layer, LayerSite site, OwnForm.Form form, double apart) {
        if (apart <= CLOSE) return apart;
        if (isHalf(network)) return apart <= HALF ? apartInSingle(network, layer) : apart;
        if (!layer.operator().equals("InstanceNormalization")) return apart;
        Tensor given = FeatureMapFlow.normalized(site, form.create(), true, Optional.empty()).maps();
        return RealNetworks.difference(given, inDouble(network, layer));
    }

    private static boolean isHalf(Network network) {
        return network.remarks().contains(Network.Remark.FLOAT16);
    }

    private double apartInSingle(Network network, Layer layer) {
        try {
            Path file = Files.write(scratch.resolve("single.onnx"), SinglePrecision.of(Files.readAllBytes(Path.of(
                network.origin()))));
            Network single = new ModelLibrary(runner).open(file, Map.of("size", network.spec().preprocessing().width()
                + "x" + network.spec().preprocessing().height()));
            Layer same = single.layer(layer.name()).orElseThrow();
            return apart(single, same, new FeatureMapFlow(runner).site(single, same, List.of(PictureSource.open(
                PICTURE))), OwnForm.of(single, same).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What instance normalization gives there without the rounding of float32: the engine's sums of a whole map's cells
     * are off by some 1e-5 deviations where maps are large.
     */
    private Tensor inDouble(Network network, Layer layer) {
        Tensor x = network.run(runner, network.spec().preprocessing().apply(List.of(PictureSource.open(PICTURE))),
            List.of(layer.input())).get(layer.input());
        NormalizationParameters own = network.normalizationParameters(layer).orElseThrow();
        int[] each = {x.shape().c(), 1, 1};
        AttributeProto doubles = TinyModel.integer("to", 11), plane = TinyModel.integers("axes", 2, 3);
        TinyModel model = new TinyModel().opset(13).input("x", x.shape().toArray()).weights("g", each, own.gamma())
            .weights("b", each, own.beta()).weights("e", new int[0], own.epsilon()).node("Cast", "x", "dx", doubles)
            .node("Cast", "g", "dg", doubles).node("Cast", "b", "db", doubles).node("Cast", "e", "de", doubles)
            .node("ReduceMean", "dx", "m", plane).node("Sub", "dx m", "d").node("Mul", "d d", "sq")
            .node("ReduceMean", "sq", "v", plane).node("Add", "v de", "ve").node("Sqrt", "ve", "s")
            .node("Div", "d s", "h").node("Mul", "h dg", "hg").node("Add", "hg db", "hb")
            .node("Cast", "hb", "y", TinyModel.integer("to", 1)).output("y");
        return runner.run(model.graph(), Map.of("x", x), List.of("y")).get("y");
    }

    /** The strongest of unit 0 of each layer is what the network gives there. */
    private String indexed(Network network, String file, List<Layer> some, String database) {
        Map<String, String> wanted = new LinkedHashMap<>();
        some.forEach(layer -> wanted.put(layer.name(), layer.output()));
        Answer built = command("index", "--model", file, "--corpus", corpus, "--layers",
            String.join(",", wanted.keySet().stream().map(layer -> '"' + layer + '"').toList()), "--out", database);
        if (built.code() != 0) return done(built);
        int same = 0, all = 0;
        try (PatchIndex index = PatchIndex.open(Path.of(database))) {
            for (IndexedLayer layer : index.layers()) {
                List<Patch> top = index.top(layer, 0, Ranking.DIFFERENT);
                if (top.isEmpty()) continue;
                Patch best = top.get(0);
                String value = wanted.get(layer.name());
                Tensor maps = network.run(runner, network.spec().preprocessing().apply(
                    List.of(PictureSource.open(best.picture()))), List.of(value)).get(value);
                Layer of = network.layer(layer.name()).orElseThrow();
                float there = maps.reshaped(of.shape()).at(0, 0, best.y(), best.x());
                all++;
                // What is looked at is rounded; what lies between two that are not need not be.
                double close = isHalf(network) ? 2 * HALF : 1e-4;
                if (Math.abs(there - best.value()) <= close * Math.max(1, Math.abs(there))) same++;
            }
        }
        if (same < all) wrong++;
        return same + " of " + all + (all < some.size() ? note(built.err().strip()) : "");
    }

    private static Answer command(Object... words) {
        return Shell.run(words);
    }

    private String done(Answer answer) {
        if (answer.code() == 0) return "yes";
        String line = answer.err().strip().lines().filter(text -> !text.contains(": guessed for ")).findFirst()
            .orElse("");
        return note(line.replaceFirst("^normscope \\w+: ", "")).strip();
    }

    /** Its number; what is said again has the number it had. */
    private String note(String line) {
        String said = line.replaceAll("\\S*/", "").replace("|", "\\|");
        int at = 0;
        while (at < notes.size() && !notes.get(at).endsWith(". " + said)) at++;
        if (at == notes.size()) notes.add((at + 1) + ". " + said);
        return " (" + (at + 1) + ")";
    }
}
