package org.normscope.style;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.onnx.Graph;
import org.normscope.onnx.file.GraphFile;
import org.normscope.stats.Moments;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;

/**
 * Measures the built-in style network against MicroAST (alpha 1) and, where {@code --last DIR} gives its three graphs,
 * against the edition before it, on the 400 pairs of {@link StylePairs}, all in ONNX Runtime, and prints what
 * docs/training/style.md says. Started by {@code installer/quality [SHEET.jpg [SHOWN.jpg [PRINT.jpg
 * [CLOSE.jpg]]]]}, which needs other people's networks beside the checkout. Exit status 1 where a target is missed.
 */
public final class StyleQuality {
    private static final Path MODELS = Path.of("../shared/models"), FLOWERS = Path.of("../shared/data/flowers.tar");
    private static final Mixing INSTANCE = Mixing.all(Mixing.Mode.BLEND, 0);
    private static final List<Float> STEPS = List.of(0f, .25f, .5f, .75f, 1f);

    private final GraphRunner runner;
    private final StyleLosses losses;
    private final StyleNetwork network;
    private final Graph peer = GraphFile.read(MODELS.resolve("microast.onnx"));
    final List<Pixels> contents = StylePairs.contents(FLOWERS), styles = StylePairs.styles();
    private final List<StyleNetwork.Content> read;
    private final List<StyleCode> codes, own;
    private final List<StyleLosses.Seen> seenContents, seenStyles;
    private boolean reached = true;

    private StyleQuality(GraphRunner runner) {
        this.runner = runner;
        losses = new StyleLosses(runner, MODELS.resolve("vgg19_normalised_relu3_1.onnx"));
        network = new StyleLibrary(runner).builtIn();
        read = contents.stream().map(network::read).toList();
        own = contents.stream().map(network::code).toList();
        codes = styles.stream().map(network::code).toList();
        seenContents = contents.stream().map(losses::see).toList();
        seenStyles = styles.stream().map(losses::see).toList();
    }

    public static void main(String[] arguments) throws IOException {
        List<String> files = new ArrayList<>(List.of(arguments));
        try (GraphRunner runner = new DjlRunner(2)) {
            StyleQuality quality = new StyleQuality(runner);
            quality.losses();
            quality.judge(files);
            quality.identity();
            quality.weight();
            quality.mixing();
            List<Supplier<Pixels>> sheets = List.of(() -> StyleSheets.besidePeer(quality),
                () -> StyleSheets.shown(quality.network), () -> StyleSheets.print(quality),
                () -> StyleSheets.close(quality));
            for (int k = 0; k < Math.min(files.size(), sheets.size()); k++) {
                PictureFile.writeJpeg(sheets.get(k).get(), .86f, Path.of(files.get(k)));
            }
            System.exit(quality.reached ? 0 : 1);
        }
    }

    Pixels ours(int content, int style) {
        return network.paint(read.get(content), codes.get(style), INSTANCE);
    }

    Pixels ours(Pixels content, Pixels style) {
        return painted(network, content, style);
    }

    private static Pixels painted(StyleNetwork network, Pixels content, Pixels style) {
        return network.paint(network.read(content), network.code(style), INSTANCE);
    }

    Pixels theirs(int content, int style) {
        return theirs(contents.get(content), styles.get(style));
    }

    Pixels theirs(Pixels content, Pixels style) {
        Tensor image = runner.run(peer, Map.of("content", StyleLosses.prepared(content), "style",
            StyleLosses.prepared(style), "alpha", Tensor.of(Shape.of(1), 1f)), List.of("output")).get("output");
        return PictureTensor.pixels(image, image.shape().w(), image.shape().h(), PictureLevels.of(ValueRange.UNIT));
    }

    /** Takes {@code --last DIR} out of the arguments. */
    private void judge(List<String> arguments) {
        Map<String, StyleJudging.Painter> painters = new LinkedHashMap<>();
        painters.put("NormScope", this::ours);
        int at = arguments.indexOf("--last");
        if (at >= 0) {
            Path folder = Path.of(arguments.remove(at + 1));
            arguments.remove(at);
            Graph[] graphs = Stream.of("content", "encoder", "decoder")
                .map(part -> GraphFile.read(folder.resolve("style-" + part + ".onnx"))).toArray(Graph[]::new);
            StyleNetwork last = new ArbitraryStyle("last", graphs[0], graphs[1], graphs[2], runner);
            painters.put("the last edition", (content, style) -> painted(last, content, style));
        }
        painters.put("MicroAST", this::theirs);
        reached &= new StyleJudging(runner, MODELS, losses, painters).table(contents, styles);
    }

    private void losses() {
        StyleLosses.Loss none = new StyleLosses.Loss(0, 0);
        StyleLosses.Loss[][] sums = {{none, none}, {none, none}};
        int drawnFrom = styles.size() - 7;
        StyleLosses.Loss[][] drawn = {{none, none}, {none, none}};
        for (int s = 0; s < styles.size(); s++) {
            for (int c = 0; c < contents.size(); c++) {
                Pixels[] painted = {ours(c, s), theirs(c, s)};
                for (int who = 0; who < 2; who++) {
                    StyleLosses.Seen seen = losses.see(painted[who]);
                    StyleLosses.Loss[] found = {StyleLosses.style(seen, seenStyles.get(s)),
                        StyleLosses.content(seen, seenContents.get(c))};
                    for (int which = 0; which < 2; which++) {
                        sums[who][which] = sums[who][which].plus(found[which]);
                        if (s >= drawnFrom) drawn[who][which] = drawn[who][which].plus(found[which]);
                    }
                }
            }
        }
        int pairs = styles.size() * contents.size(), few = 7 * contents.size();
        say(
            "| mean of %d pairs, 256 px, weight 1, rho 0 | style | content | style, relative | content, relative "
                + "|%n|---|---|---|---|---|", pairs);
        String[] names = {"NormScope", "MicroAST"};
        for (int who = 0; who < 2; who++) row(names[who], sums[who], pairs);
        for (int who = 0; who < 2; who++) row(names[who] + ", 7 drawn styles only", drawn[who], few);
        for (int which = 0; which < 2; which++) {
            reached &= sums[0][which].absolute() <= sums[1][which].absolute()
                && sums[0][which].relative() <= sums[1][which].relative();
        }
    }

    private static void row(String name, StyleLosses.Loss[] sums, int pairs) {
        StyleLosses.Loss style = sums[0].over(pairs), content = sums[1].over(pairs);
        say("| %s | %.3f | %.3f | %.4f | %.3f |", name, style.absolute(), content.absolute(),
            style.relative(), content.relative());
    }

    /** What the decoder alone gives back of a content at its own code, and with what it loses given back. */
    private void identity() {
        for (int side : List.of(256, 384, 512, 1024)) {
            double least = Double.POSITIVE_INFINITY, sum = 0, restored = Double.POSITIVE_INFINITY;
            List<Pixels> photos = StylePairs.photos(side);
            for (Pixels photo : photos) {
                StyleNetwork.Content content = network.read(photo);
                StyleCode code = network.code(photo);
                double psnr = StyleLosses.psnr(network.paint(content, code, INSTANCE), photo);
                least = Math.min(least, psnr);
                sum += psnr;
                restored = Math.min(restored, StyleLosses.psnr(network.paint(content,
                    StyleCode.between(code, codes.get(0), 0), INSTANCE), photo));
            }
            say("%nWeight 0, %d photos at %d px: %.1f dB at least; by the decoder alone %.1f dB on average, %.1f dB at "
                + "least.", photos.size(), side, restored, sum / photos.size(), least);
            reached &= restored >= 27;
        }
    }

    /** The style loss of every pair falls with the weight. */
    private void weight() {
        double[] sums = new double[STEPS.size()];
        int falling = 0, pairs = 0;
        for (int s = 0; s < styles.size(); s++) {
            for (int c = s % 4; c < contents.size(); c += 4, pairs++) {
                double before = Double.POSITIVE_INFINITY;
                boolean falls = true;
                for (int k = 0; k < STEPS.size(); k++) {
                    float w = STEPS.get(k);
                    StyleCode code = StyleCode.between(own.get(c), codes.get(s), w);
                    double loss = StyleLosses.style(losses.see(network.paint(read.get(c), code, INSTANCE)),
                        seenStyles.get(s)).relative();
                    falls &= loss < before;
                    before = loss;
                    sums[k] += loss;
                }
                if (falls) falling++;
            }
        }
        steps("style loss (relative) by weight", sums, pairs, falling);
    }

    /**
     * The result comes nearer to the content's own colours and contrast as batch normalization takes over, each quarter
     * of the slider by 15 to 35 % of the way; and nothing is clipped that the content does not clip.
     */
    private void mixing() {
        for (Mixing.Mode mode : Mixing.Mode.values()) {
            double[] sums = new double[STEPS.size()];
            int falling = 0, even = 0, unclipped = 0, pairs = 0;
            for (int s = 0; s < styles.size(); s++) {
                for (int c = s % 4; c < contents.size(); c += 4, pairs++) {
                    double before = Double.POSITIVE_INFINITY, first = 0;
                    boolean falls = true, steady = true, inside = true;
                    StyleCode code = StyleCode.between(own.get(c), codes.get(s), 1);
                    for (int k = 0; k < STEPS.size(); k++) {
                        Pixels painted = network.paint(read.get(c), code, Mixing.all(mode, STEPS.get(k)));
                        double distance = colourDistance(painted, contents.get(c));
                        if (k == 0) first = distance;
                        else steady &= Math.abs((before - distance) / first - .25) <= .1;
                        falls &= distance < before;
                        before = distance;
                        sums[k] += distance;
                        inside &= clippedBeyond(painted, contents.get(c)) <= .01;
                    }
                    if (falls) falling++;
                    if (steady) even++;
                    if (inside) unclipped++;
                }
            }
            say("%n%s: every quarter 15 to 35 %% of the way in %d of %d pairs; no channel clipped in more than 1 %% of "
                + "the pixels beyond the content's own in %d.", mode, even, pairs, unclipped);
            reached &= even >= .9 * pairs && unclipped == pairs;
            steps("distance to the content's mean and contrast by rho, " + mode.name().toLowerCase(Locale.ROOT), sums,
                pairs, falling);
        }
    }

    private void steps(String what, double[] sums, int pairs, int falling) {
        StringBuilder row = new StringBuilder("| " + what + " |");
        for (double sum : sums) row.append(String.format(Locale.ROOT, " %.4f |", sum / pairs));
        say(
            "%n| mean of %d pairs | 0 | 0.25 | 0.5 | 0.75 | 1 | pairs that fall at every step "
                + "|%n|---|---|---|---|---|---|---|", pairs);
        say("%s %d of %d |", row, falling, pairs);
        for (int k = 1; k < sums.length; k++) reached &= sums[k] < sums[k - 1];
    }

    /** Root of the summed squares of the differences of R, G, B means and deviations, 0..1. */
    static double colourDistance(Pixels a, Pixels b) {
        double sum = 0;
        float[] one = StyleLosses.prepared(a).data(), other = StyleLosses.prepared(b).data();
        int plane = one.length / 3;
        for (int c = 0; c < 3; c++) {
            Moments x = Moments.of(one, c * plane, (c + 1) * plane), y = Moments.of(other, c * plane, (c + 1) * plane);
            sum += Math.pow(x.mean() - y.mean(), 2) + Math.pow(x.deviation() - y.deviation(), 2);
        }
        return Math.sqrt(sum);
    }

    /** Of the three channels, at either end: the share of pixels clipped less the content's, the largest. */
    private static double clippedBeyond(Pixels painted, Pixels content) {
        double most = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            for (int end : new int[] {0, 255}) {
                most = Math.max(most, share(painted, shift, end) - share(content, shift, end));
            }
        }
        return most;
    }

    private static double share(Pixels picture, int shift, int level) {
        return (double) Arrays.stream(picture.argb()).filter(pixel -> (pixel >> shift & 255) == level).count()
            / picture.argb().length;
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
