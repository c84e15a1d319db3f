package org.normscope.cli.paint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normscope.cli.answer.Skipped;
import org.normscope.cli.option.OnlyWith;
import org.normscope.cli.option.PictureArgument;
import org.normscope.cli.option.Writes;
import org.normscope.cli.option.WrittenFiles;
import org.normscope.cli.option.WrongUseException;
import org.normscope.flow.PaintedFolder;
import org.normscope.image.BadPictureException;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureSource;
import org.normscope.image.Pixels;
import org.normscope.image.stroke.Stroke;
import org.normscope.network.GraphRunner;
import org.normscope.style.Colouring;
import org.normscope.style.EngineInput;
import org.normscope.style.FastStyle;
import org.normscope.style.Mixing;
import org.normscope.style.Recipe;
import org.normscope.style.RecipePainting;
import org.normscope.style.StrokeWords;
import org.normscope.style.StyleCode;
import org.normscope.style.StyleCommandLine;
import org.normscope.style.StyleLibrary;
import org.normscope.style.StyleMask;
import org.normscope.style.StyleNetwork;
import org.normscope.style.ValueRange;
import org.normscope.style.WeightedStyle;
import org.normscope.synthesis.Refinement;
import org.normscope.text.Fault;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A picture, or a folder of them, painted in the style of others. */
@Command(name = "style", mixinStandardHelpOptions = true,
    description = "Paints pictures in the style of others. The settings stand in the metadata of what is written.")
public final class StyleCommand implements Runnable, Writes.FolderAtTimes {

    private static final int MOST_STEPS = 10_000;

    private enum Colors { KEEP, LUMINANCE, MATCHED }

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--content", required = true, paramLabel = "A",
        description = "The picture; or a folder, for all pictures in it.")
    private String content;

    @Option(names = "--style", paramLabel = "B[:SHARE]",
        description =
        {"The style picture. Up to four are mixed: those without a share have what the others leave of 1."})
    private List<String> styles = List.of();

    @Option(names = "--weight", paramLabel = "W",
        description = "Of the style, 0 to 1 (default); 0 gives the picture back, nearly.")
    private @Nullable String weight;

    @Option(names = "--ibn", paramLabel = "R[,R...]", split = ",", hideParamSyntax = true, defaultValue = "0",
        description =
        "IBN mixing, 0 to 1: 0 = instance norm (default), 1 = batch norm. One for all sites, one for each in "
            + "their order, or SITE=R.")
    private List<String> ibn;

    @Option(names = "--ibn-mode", paramLabel = "blend|split", defaultValue = "blend",
        description =
        "blend: R batch norm + (1 - R) instance norm in every channel (default); split: that share of the channels "
            + "batch norm, the rest instance norm.")
    private Mixing.Mode mode;

    @Option(names = "--colors", paramLabel = "keep|luminance|matched",
        description =
        "keep: the content's colours, of the style the luminance only, as does luminance; matched: the style's "
            + "colours, moved to the mean and covariance of the content's.")
    private @Nullable Colors colors;

    @Option(names = "--mask", paramLabel = "M.png",
        description = "Where the style goes: white all, black nothing; brought to the picture's size.")
    private @Nullable String mask;

    @Option(names = "--strokes", paramLabel = "BRUSH X,Y", arity = "1..*",
        description = {"A mask painted with a brush, in the picture's pixels: white:RADIUS or black:RADIUS,",
            "then the points of its line, as a picture saved in the window has it in its metadata."})
    private List<String> strokes = List.of();

    @OnlyWith("--strokes")
    @Option(names = "--softness", paramLabel = "S", defaultValue = "0",
        description = "Of the edge of --strokes, 0 to 1 of the picture's shorter side.")
    private String softness;

    @Option(names = "--engine", paramLabel = "MODEL.onnx", defaultValue = StyleLibrary.BUILT_IN,
        description = "A fast-style network, with one style in its weights.")
    private String engine;

    @Option(names = "--range", paramLabel = "IN[,OUT]", split = ",", hideParamSyntax = true,
        description =
        "How the engine's pictures stand for levels: unit (0 to 1), bytes (0 to 255), symmetric (-1 to 1), imagenet. "
            + "Detected where left out.")
    private List<ValueRange> range = List.of();

    @Option(names = "--input", paramLabel = "order=BGR,light=linear,range=IN[,OUT]", defaultValue = "",
        description = "Of the engine's pictures: the order of channels, RGB or BGR; whether levels are in proportion "
            + "to light, linear or srgb; and --range. Wins over the file.")
    private String input;

    @Option(names = "--size", paramLabel = "N|full", defaultValue = "full",
        description = "The longer side in pixels, the aspect kept; full (default): the picture's own, up to 4096.")
    private String size;

    @Option(names = "--refine", paramLabel = "N", defaultValue = "0",
        description = {"So many steps of descent from what the network paints, towards the styles (as 'normscope gatys",
            "--refine' with the usual values): 30 do. At most 2048 pixels. Default: none."})
    private int refine;

    @Writes(Writes.Kind.PICTURE)
    @Option(names = "--out", required = true, paramLabel = "FILE.png",
        description = "Or FILE.jpg; of a folder a folder, made if it is not there.")
    private Path out;

    /** What is the same for all pictures. */
    private record Atelier(GraphRunner runner, StyleNetwork network, Recipe recipe, List<StyleCode> codes,
                           List<Pixels> styles) { }

    @Override
    public void run() {
        double share = SiteShares.share(weight == null ? "1" : weight);
        int side = side();
        boolean folder = writesFolder();
        boolean builtIn = engine.equals(StyleLibrary.BUILT_IN);
        if (!builtIn && weight != null) throw new WrongUseException("cli.style.weight", engine);
        if (builtIn && styles.isEmpty()) throw new WrongUseException("cli.style.missing");
        if (!builtIn && !styles.isEmpty()) throw new WrongUseException("cli.style.unused", engine);
        if (refine < 0 || refine > MOST_STEPS) {
            throw new WrongUseException("cli.steps", String.valueOf(refine), "0", String.valueOf(MOST_STEPS));
        }
        if (!builtIn && refine > 0) throw new WrongUseException("cli.style.refine", engine);
        if (mask != null && !strokes.isEmpty()) throw new WrongUseException("cli.style.masks");
        List<WeightedStyle> weighted = StyleShares.of(styles);
        List<Stroke> drawn = strokes();
        try (GraphRunner runner = refine > 0 ? PaintingOptions.steady() : PaintingOptions.runner()) {
            StyleNetwork network = network(new StyleLibrary(runner));
            Mixing mixing = SiteShares.of(ibn, mode, network.sites(), engine);
            List<Pixels> pictures = weighted.stream().map(style -> PictureArgument.open(spec, style.origin())).toList();
            List<StyleCode> codes = pictures.stream().map(network::code).toList();
            StyleMask where = mask == null ? new StyleMask.Brushed(drawn, SiteShares.share(softness))
                : new StyleMask.Drawn(mask, PictureArgument.open(spec, mask));
            Recipe recipe = new Recipe(weighted, share, mixing, colouring(), where, side);
            Atelier atelier = new Atelier(runner, network, recipe, codes, pictures);
            if (folder) paintFolder(atelier);
            else painting(atelier, content, out).run();
        }
    }

    @Override
    public boolean writesFolder() {
        return !content.startsWith(PictureSource.BUILT_IN) && Files.isDirectory(Path.of(content));
    }

    private int side() {
        if (size.equals("full")) return Recipe.OWN_SIZE;
        if (!size.matches("\\d{1,4}") || Integer.parseInt(size) < 1 || Integer.parseInt(size) > Recipe.LARGEST) {
            throw new WrongUseException("cli.style.size", size, String.valueOf(Recipe.LARGEST));
        }
        return Integer.parseInt(size);
    }

    private Colouring colouring() {
        if (colors == null) return Colouring.STYLE;
        return colors == Colors.MATCHED ? Colouring.MATCHED : Colouring.LUMINANCE;
    }

    private List<Stroke> strokes() {
        try {
            return StrokeWords.read(strokes);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException("cli.style.strokes", String.valueOf(e.getMessage()));
        }
    }

    private StyleNetwork network(StyleLibrary library) {
        EngineInput said = said();
        if (said.isSaid() && engine.equals(StyleLibrary.BUILT_IN)) throw new WrongUseException("cli.style.range");
        StyleNetwork network = said.isSaid() ? library.open(Path.of(engine), said) : library.open(engine);
        if (network instanceof FastStyle fast && fast.isLinear() && said.light().isEmpty()) {
            spec.commandLine().getErr().println("normscope style: the file says that its levels are in proportion to "
                + "light; pictures are converted (--input light=srgb says otherwise)");
        }
        return network;
    }

    private EngineInput said() {
        try {
            return EngineInput.read(input, range);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException("cli.style.range");
        }
    }

    private void paintFolder(Atelier atelier) {
        PaintedFolder pictures = new PaintedFolder(Path.of(content), out);
        if (pictures.inItself()) throw new WrongUseException("cli.style.inside", out.toString(), content);
        PaintedFolder.Naming naming = new PaintedFolder.Naming(Optional.empty(), true);
        int painted = pictures.paint(naming, (origin, file, progress) ->
            painting(atelier, origin, WrittenFiles.requireUnread(file, spec)),
            new PaintedFolder.Told() {
                @Override public void at(double done, String name) { }

                @Override public void painted(Path file) { }

                @Override public void skipped(String name, Fault why) {
                    Skipped.tell(spec, why.getMessage());
                }
            });
        if (painted == 0) throw new WrongUseException("cli.style.empty", content);
    }

    private Runnable painting(Atelier atelier, String origin, Path file) {
        Pixels whole = PictureArgument.open(spec, origin);
        Recipe recipe = atelier.recipe;
        int side = recipe.side() == Recipe.OWN_SIZE ? Math.max(whole.width(), whole.height()) : recipe.side();
        int largest = refine > 0 ? Refinement.LARGEST : Recipe.LARGEST;
        if (side > largest) {
            throw new BadPictureException(refine > 0 ? "cli.style.refine.large" : "cli.style.large", origin,
                String.valueOf(whole.width()), String.valueOf(whole.height()), String.valueOf(largest));
        }
        StyleCode code = atelier.network.takesStyles()
            ? recipe.code(atelier.network.code(whole), atelier.codes) : StyleCode.NONE;
        Pixels painted = refine == 0
            ? new RecipePainting(atelier.runner).paint(atelier.network, whole, code, recipe, done -> { })
            : new Refinement(atelier.runner, refine).paint(atelier.network, whole, code, atelier.styles, recipe,
                done -> { }).after();
        return () -> {
            PictureFile.write(painted, new StyleCommandLine(origin, engine, said(), recipe, refine).texts(), file);
            spec.commandLine().getOut().println(file);
        };
    }
}
