package org.normscope.style;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.Graph;
import org.normscope.onnx.Node;
import org.normscope.onnx.file.GraphFile;
import org.normscope.style.StyleFaults.Surface;

/**
 * Painters side by side on the same pairs: by VGG, whose features are in the losses of training, by two networks that
 * no loss of it used, and by faults that no distance of features sees.
 */
final class StyleJudging {
    /** Pictures are RGB, 256 x 256. */
    interface Painter {
        Pixels paint(Pixels content, Pixels style);
    }

    private static final String VGG = "VGG-19";
    private static final float[] HALF = {.5f, .5f, .5f}, NONE = {0, 0, 0}, ONE = {1, 1, 1};
    /** Of what MicroAST comes to. */
    private static final double WANTED = .9;
    private static final double MOST_GRID = .5, MOST_HALO = .15;
    private static final String RESULTS = "grid of the results, ", CONTENTS = "grid of the contents, ";

    private final Map<String, Painter> painters;
    private final StyleLosses vgg;
    private final Map<String, StyleLosses> judges = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> found = new LinkedHashMap<>();

    /** @param painters the first is the one to be judged, the last the one to be compared with */
    StyleJudging(GraphRunner runner, Path models, StyleLosses vgg, Map<String, Painter> painters) {
        this.painters = painters;
        this.vgg = vgg;
        judges.put("MobileNetV2", judge(runner, models.resolve("mobilenetv2_0.35_bn_features.onnx"), HALF, HALF,
            "block_1_project_BN", "block_3_project_BN", "block_6_project_BN", "block_10_project_BN",
            "block_13_project_BN", "block_16_project_BN"));
        Graph darknet = GraphFile.read(models.resolve("tiny_darknet_bn.onnx"));
        judges.put("Tiny Darknet", new StyleLosses(runner, darknet.withOpenInputs(4), darknet.nodes().stream()
            .filter(node -> node.operator().equals("LeakyRelu")).map(node -> node.outputs().get(0)).toList(), NONE,
            ONE));
    }

    private static StyleLosses judge(GraphRunner runner, Path file, float[] mean, float[] deviation,
                                     String... layers) {
        Graph graph = GraphFile.read(file);
        Set<String> wanted = Set.of(layers);
        return new StyleLosses(runner, graph.withOpenInputs(4), graph.nodes().stream().map(Node::outputs)
            .map(outputs -> outputs.get(0)).filter(wanted::contains).toList(), mean, deviation);
    }

    /** Prints the table; whether the first painter keeps what is asked of it. */
    boolean table(List<Pixels> contents, List<Pixels> styles) {
        measure(contents, styles);
        System.out.printf("%n| mean of %d pairs, 256 px, weight 1, rho 0 |%s wanted |%n|---|%s---|%n",
            contents.size() * styles.size(), " %s |".repeat(painters.size()).formatted(painters.keySet().toArray()),
            "---|".repeat(painters.size()));
        boolean kept = true;
        List<String> names = List.copyOf(painters.keySet());
        String ours = names.get(0), theirs = names.get(names.size() - 1);
        for (String row : found.get(ours).keySet()) {
            Double most = most(row, found.get(theirs).get(row), found.get(ours));
            System.out.printf("| %s |", row);
            for (String name : names) System.out.printf(Locale.ROOT, " %.4g |", found.get(name).get(row));
            System.out.printf(Locale.ROOT, most == null ? " |%n" : " %.4g |%n", most);
            kept &= most == null || found.get(ours).get(row) <= most;
        }
        return kept;
    }

    private static @Nullable Double most(String row, double theirs, Map<String, Double> ours) {
        if (row.startsWith("grid in a smooth sky")) return MOST_GRID;
        if (row.startsWith("halo")) return MOST_HALO;
        if (row.startsWith(RESULTS)) return ours.get(row.replace(RESULTS, CONTENTS));
        if (row.startsWith("grid")) return null;
        return row.contains("content") ? theirs : WANTED * theirs;
    }

    private void measure(List<Pixels> contents, List<Pixels> styles) {
        Pixels sky = StyleFaults.sky(256), edge = StyleFaults.edge(256);
        painters.forEach((name, painter) -> {
            Map<String, Double> sums = new LinkedHashMap<>();
            List<Double> halos = new ArrayList<>();
            DoubleStream.Builder skies = DoubleStream.builder();
            for (Pixels style : styles) {
                halos.add(StyleFaults.overshoot(painter.paint(edge, style)));
                for (double v : StyleFaults.grid(painter.paint(sky, style), sky, Surface.EVEN)) skies.add(v);
            }
            List<List<Pixels>> painted = styles.stream()
                .map(style -> contents.stream().map(content -> painter.paint(content, style)).toList()).toList();
            judges.forEach((judge, losses) -> judge(sums, judge, losses, contents, styles, painted));
            judge(sums, VGG, vgg, contents, styles, painted);
            sums.replaceAll((row, sum) -> sum / (contents.size() * styles.size()));
            sums.put("grid in a smooth sky, of 255", StyleFaults.level(skies.build().toArray()));
            grids(sums, contents, painted);
            halos.sort(null);
            sums.put("halo beside an edge, of its step", halos.get(halos.size() / 2));
            found.put(name, sums);
        });
    }

    /** Where results and contents are as even; and of the results where the content is even, strokes and all. */
    private static void grids(Map<String, Double> sums, List<Pixels> contents, List<List<Pixels>> painted) {
        for (Surface surface : Surface.values()) {
            String there = surface.name().toLowerCase(Locale.ROOT) + " areas, of 255";
            sums.put(RESULTS + there, StyleFaults.level(painted.stream().flatMap(List::stream)
                .flatMapToDouble(result -> DoubleStream.of(StyleFaults.grid(result, surface))).toArray()));
            sums.put(CONTENTS + there, StyleFaults.level(contents.stream()
                .flatMapToDouble(content -> DoubleStream.of(StyleFaults.grid(content, surface))).toArray()));
        }
        sums.put("grid, and edges of strokes, where the content is even, of 255", StyleFaults.level(painted.stream()
            .flatMapToDouble(row -> IntStream.range(0, contents.size()).mapToObj(c ->
                StyleFaults.grid(row.get(c), contents.get(c), Surface.EVEN)).flatMapToDouble(DoubleStream::of))
            .toArray()));
    }

    private static void judge(Map<String, Double> sums, String judge, StyleLosses losses, List<Pixels> contents,
                              List<Pixels> styles, List<List<Pixels>> painted) {
        List<StyleLosses.Seen> own = contents.stream().map(losses::see).toList();
        for (int s = 0; s < styles.size(); s++) {
            StyleLosses.Seen style = losses.see(styles.get(s));
            for (int c = 0; c < contents.size(); c++) {
                StyleLosses.Seen seen = losses.see(painted.get(s).get(c));
                List<StyleLosses.Loss> layers = StyleLosses.styles(seen, style);
                int half = layers.size() / 2;
                if (judge.equals(VGG)) {
                    sums.merge(judge + ", style", StyleLosses.style(seen, style).relative(), Double::sum);
                } else {
                    sums.merge(judge + ", style, early maps", mean(layers.subList(0, half)), Double::sum);
                    sums.merge(judge + ", style, late maps", mean(layers.subList(half, layers.size())), Double::sum);
                }
                sums.merge(judge + ", content", StyleLosses.content(seen, own.get(c)).relative(), Double::sum);
            }
        }
    }

    private static double mean(List<StyleLosses.Loss> layers) {
        return layers.stream().mapToDouble(StyleLosses.Loss::relative).average().orElseThrow();
    }
}
