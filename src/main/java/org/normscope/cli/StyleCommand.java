package org.normscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.normscope.engine.DjlRunner;
import org.normscope.image.BadPictureException;
import org.normscope.image.Lanczos;
import org.normscope.image.Mask;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureFormat;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.patches.FolderCorpus;
import org.normscope.style.FullSize;
import org.normscope.style.KeptColours;
import org.normscope.style.Mixing;
import org.normscope.style.StyleCode;
import org.normscope.style.StyleLibrary;
import org.normscope.style.StyleNetwork;
import org.normscope.style.ValueRange;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A picture, or a folder of them, painted in the style of others. */
@Command(name = "style", mixinStandardHelpOptions = true,
    description = "Paints pictures in the style of others. The settings stand in the metadata of what is written.")
final class StyleCommand implements Runnable {
    /** Pixels of a longer side that is painted. */
    private static final int LARGEST = 4096;
    private static final int THREADS = 4;

    private enum Colors { KEEP, LUMINANCE, MATCHED }

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--content", required = true, paramLabel = "A", description = "The picture; or a folder, for all pictures in it.")
    private String content;

    @Option(names = "--style", paramLabel = "B[:SHARE]",
        description = {"The style picture. Up to four are mixed: those without a share have what the others leave of 1."})
    private List<String> styles = List.of();

    @Option(names = "--weight", paramLabel = "W", description = "Of the style, 0 to 1 (default); 0 gives the picture back, nearly.")
    private String weight;

    @Option(names = "--ibn", paramLabel = "R[,R...]", split = ",", hideParamSyntax = true, defaultValue = "0",
        description = "IBN mixing, 0 to 1: 0 = instance norm (default), 1 = batch norm. One for all sites, one for each in their order, or SITE=R.")
    private List<String> ibn;

    @Option(names = "--ibn-mode", paramLabel = "blend|split", defaultValue = "blend",
        description = "blend: R batch norm + (1 - R) instance norm in every channel (default); split: that share of the channels batch norm, the rest instance norm.")
    private Mixing.Mode mode;

    @Option(names = "--colors", paramLabel = "keep|luminance|matched",
        description = "keep: the content's colours, of the style the luminance only, as does luminance; matched: the style's colours, moved to the mean and covariance of the content's.")
    private Colors colors;

    @Option(names = "--mask", paramLabel = "M.png", description = "Where the style goes: white all, black nothing; brought to the picture's size.")
    private String mask;

    @Option(names = "--engine", paramLabel = "MODEL.onnx", defaultValue = StyleLibrary.BUILT_IN, description = "A fast-style network, with one style in its weights.")
    private String engine;

    @Option(names = "--range", paramLabel = "IN[,OUT]", split = ",", hideParamSyntax = true,
        description = "How the engine's pictures stand for levels: unit (0 to 1), bytes (0 to 255), symmetric (-1 to 1), imagenet. Detected where left out.")
    private List<ValueRange> range = List.of();

    @Option(names = "--size", paramLabel = "N|full", defaultValue = "full", description = "The longer side in pixels, the aspect kept; full (default): the picture's own, up to 4096.")
    private String size;

    @Option(names = "--out", required = true, paramLabel = "FILE.png", description = "Or FILE.jpg; of a folder a folder, made if it is not there.")
    private Path out;

    /** What is the same for all pictures. */
    private record Painter(StyleNetwork network, List<WeightedStyle> styles, StyleCode style, Mixing mixing, FullSize fullSize) { }

    @Override
    public void run() {
        float share = SiteShares.share(weight == null ? "1" : weight);
        int side = side();
        boolean folder = !content.startsWith(PictureSource.BUILT_IN) && Files.isDirectory(Path.of(content));
        if (!folder) checkSuffix(out);
        if (!engine.equals(StyleLibrary.BUILT_IN) && weight != null) throw new WrongUseException("cli.style.weight", engine);
        if (engine.equals(StyleLibrary.BUILT_IN) == styles.isEmpty()) throw new WrongUseException(styles.isEmpty() ? "cli.style.missing" : "cli.style.unused", engine);
        List<WeightedStyle> weighted = styles.isEmpty() ? List.of() : WeightedStyle.of(styles);
        try (GraphRunner runner = new DjlRunner(Math.min(THREADS, Runtime.getRuntime().availableProcessors()))) {
            Painter painter = painter(runner, weighted);
            Pixels where = mask == null ? null : PictureArgument.open(spec, mask);
            if (folder) paintFolder(painter, share, side, where);
            else paint(painter, share, side, where, content, out);
        }
    }

    private int side() {
        if (size.equals("full")) return 0;
        if (!size.matches("\\d{1,4}") || Integer.parseInt(size) < 1 || Integer.parseInt(size) > LARGEST) throw new WrongUseException("cli.style.size", size, String.valueOf(LARGEST));
        return Integer.parseInt(size);
    }

    private Painter painter(GraphRunner runner, List<WeightedStyle> weighted) {
        StyleNetwork network = network(new StyleLibrary(runner));
        Mixing mixing = SiteShares.of(ibn, mode, network.sites(), engine);
        List<StyleCode> codes = weighted.stream().map(style -> network.code(PictureArgument.open(spec, style.origin())))
            .toList();
        StyleCode style = codes.isEmpty() ? null : StyleCode.mix(codes, weighted.stream().map(WeightedStyle::share).toList());
        return new Painter(network, weighted, style, mixing, new FullSize(runner));
    }

    private StyleNetwork network(StyleLibrary library) {
        if (range.isEmpty()) return library.open(engine);
        if (engine.equals(StyleLibrary.BUILT_IN) || range.size() > 2) throw new WrongUseException("cli.style.range");
        return library.open(Path.of(engine), range.get(0), range.get(range.size() - 1));
    }

    private void paintFolder(Painter painter, float share, int side, Pixels where) {
        PrintWriter err = spec.commandLine().getErr();
        Path from = Path.of(content).toAbsolutePath().normalize(), to = out.toAbsolutePath().normalize();
        if (to.startsWith(from)) throw new WrongUseException("cli.style.inside", out.toString(), content);
        FolderCorpus corpus = new FolderCorpus(from);
        int painted = 0;
        for (FolderCorpus.Entry entry : corpus.entries()) {
            boolean written = PictureFormat.named(entry.name()).filter(PictureFormat::isWritten).isPresent();
            Path file = to.resolve(written ? entry.name()
                : PictureFormat.PNG.file(entry.name().replaceFirst("\\.[^./\\\\]*$", "")));
            try {
                Files.createDirectories(file.getParent());
                paint(painter, share, side, where, corpus.origin(entry.name()), file);
                painted++;
            } catch (BadPictureException e) {
                err.println("normscope style: skipped: " + e.getMessage());
            } catch (IOException e) {
                throw new BadPictureException(e, "picture.unwritable", file.toString());
            }
        }
        if (painted == 0) throw new WrongUseException("cli.style.empty", content);
    }

    private void paint(Painter painter, float share, int side, Pixels where, String origin, Path file) {
        Pixels whole = PictureArgument.open(spec, origin);
        int longer = Math.max(whole.width(), whole.height());
        if (side == 0 && longer > LARGEST) throw new BadPictureException("cli.style.large", origin, String.valueOf(whole.width()), String.valueOf(whole.height()), String.valueOf(LARGEST));
        Pixels picture = side == 0 ? whole : Lanczos.scaled(whole, side), opaque = picture.overWhite();
        StyleCode code = painter.style == null ? null : StyleCode.mix(List.of(painter.network.code(whole), painter.style), List.of(1 - share, share));
        Pixels painted = painter.fullSize.paint(painter.network, picture, code, painter.mixing, done -> { });
        if (colors == Colors.MATCHED) painted = KeptColours.matched(opaque, painted);
        else if (colors != null) painted = KeptColours.luminanceOnly(opaque, painted);
        if (where != null) painted = Mask.of(where, picture.width(), picture.height()).mix(opaque, painted);
        PictureFile.write(painted.withAlphaOf(picture), settings(painter, share, origin), file);
        spec.commandLine().getOut().println(file);
    }

    private static void checkSuffix(Path file) {
        if (PictureFormat.named(file.toString()).filter(PictureFormat::isWritten).isEmpty()) {
            throw new WrongUseException("cli.style.suffix", file.toString());
        }
    }

    /** As a command line that paints the same. */
    private Map<String, String> settings(Painter painter, float share, String origin) {
        List<String> words = new ArrayList<>(List.of("normscope style --content", quoted(origin)));
        painter.styles.forEach(style -> words.add("--style " + quoted(painter.styles.size() == 1 ? style.origin() : style.toString())));
        if (painter.style != null) words.add("--weight " + share);
        boolean same = painter.mixing.rho().stream().distinct().count() == 1;
        words.add("--ibn " + String.join(",", painter.mixing.rho().stream().limit(same ? 1 : Long.MAX_VALUE).map(String::valueOf).toList()));
        words.add("--ibn-mode " + mode.name().toLowerCase(Locale.ROOT));
        if (colors != null) words.add("--colors " + colors.name().toLowerCase(Locale.ROOT));
        if (mask != null) words.add("--mask " + quoted(mask));
        if (!engine.equals(StyleLibrary.BUILT_IN)) words.add("--engine " + quoted(engine));
        if (!range.isEmpty()) words.add("--range " + String.join(",", range.stream().map(r -> r.name().toLowerCase(Locale.ROOT)).toList()));
        words.add("--size " + size);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("Software", "NormScope");
        settings.put("Description", String.join(" ", words));
        return settings;
    }

    private static String quoted(String word) {
        return word.matches("[\\w:./\\\\=+,@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
