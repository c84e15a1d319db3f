package org.normscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.cli.answer.Json;
import org.normscope.cli.answer.Skipped;
import org.normscope.cli.option.ChosenLayer;
import org.normscope.cli.option.NetworkOptions;
import org.normscope.cli.option.OnlyWith;
import org.normscope.cli.option.PictureArgument;
import org.normscope.cli.option.Writes;
import org.normscope.cli.option.WrongUseException;
import org.normscope.color.ColorMaps;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.engine.DjlRunner;
import org.normscope.flow.FeatureMapFlow;
import org.normscope.flow.FolderPictures;
import org.normscope.flow.LayerSite;
import org.normscope.flow.Lent;
import org.normscope.image.BadPictureException;
import org.normscope.image.Npy;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.Network;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Normalization;
import org.normscope.normalize.Parameter;
import org.normscope.normalize.Parameters;
import org.normscope.stats.NotFinite;
import org.normscope.stats.Summary;
import org.normscope.tensor.Shape;
import org.normscope.tensor.Tensor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One normalization of one layer's maps, for a batch of pictures. */
@Command(name = "normalize", mixinStandardHelpOptions = true,
    description =
    "Normalizes a layer's feature maps. For a normalization layer what is normalized is its input, "
        + "for any other its output.")
final class NormalizeCommand implements Runnable {
    private enum GammaAndBeta { NONE, MODEL }

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--model", required = true, description = "An .onnx file, or builtin:NAME.")
    private String model;

    @Option(names = "--layer", required = true, paramLabel = "NAME",
        description = "As 'normscope layers MODEL' lists it.")
    private String layer;

    @Option(names = "--image", required = true, paramLabel = "FILE",
        description = "Repeat it for a batch, in that order.")
    private List<String> images;

    @Option(names = "--norm", required = true, paramLabel = "ID", description = "As 'normscope norms' lists it.")
    private String id;

    @Option(names = "--set", paramLabel = "KEY=VALUE", arity = "1..*",
        description = "Parameters; 'normscope norms' lists them.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--style", paramLabel = "IMAGE",
        description = "The style picture, for the normalizations that take one.")
    private @Nullable String style;

    @Option(names = "--pool", paramLabel = "DIR",
        description = "A folder of unlabelled pictures, for the normalizations that take a pool's statistics.")
    private @Nullable Path pool;

    @Option(names = "--affine", defaultValue = "none",
        description =
        "none: gamma 1 and beta 0 (default); model: those of the layer, or of the normalization that it feeds.")
    private GammaAndBeta affine;

    @Writes(Writes.Kind.FILE)
    @Option(names = "--raw", paramLabel = "FILE.npy", description = "Writes the maps before, float32 NCHW.")
    private @Nullable Path raw;

    @Writes(Writes.Kind.FILE)
    @Option(names = "--out", required = true, paramLabel = "FILE.npy",
        description = "Writes the maps after, float32 NCHW.")
    private Path out;

    @Writes(Writes.Kind.PICTURE)
    @Option(names = "--png", paramLabel = "FILE.png",
        description = "Writes the first picture's maps after, as a mosaic of units.")
    private @Nullable Path png;

    @OnlyWith("--png")
    @Option(names = "--slice", paramLabel = "N|middle",
        description = "Which slice of three-dimensional maps --png shows, from 1; all, one below the other, where it "
            + "is left out.")
    private @Nullable String slice;

    @Writes(Writes.Kind.FILE)
    @Option(names = "--stats", paramLabel = "FILE.json",
        description = "Writes the figures of the maps before and after.")
    private @Nullable Path stats;

    @Mixin
    private NetworkOptions options;

    @Override
    public void run() {
        PrintWriter err = spec.commandLine().getErr();
        Normalization normalization = Catalogue.entry(id).create(parameters());
        try (GraphRunner runner = new DjlRunner(1)) {
            Network network = options.open(model, runner, err);
            Layer chosen = ChosenLayer.of(network, model, layer);
            List<Pixels> pictures = images.stream().map(this::picture).toList();
            FeatureMapFlow flow = new FeatureMapFlow(runner);
            LayerSite site = flow.site(network, chosen, pictures);
            int channels = site.maps().shape().c();
            Catalogue.disguised(Catalogue.entry(id), normalization, channels).ifPresent(same ->
                err.printf("normscope normalize: with %d channels %s is the same as %s here%n", channels, id,
                    same.id()));
            slice(site.place().slices());
            if (affine == GammaAndBeta.MODEL && site.affine().isEmpty()) {
                throw network.normalizationAt(chosen)
                    .map(norm -> new WrongUseException("cli.affine.cells", norm.name()))
                    .orElseGet(() -> new WrongUseException("cli.affine", layer));
            }
            Lent lent = flow.lent(site.place(), Optional.ofNullable(style).map(this::picture),
                Optional.ofNullable(pool).map(this::pictures));
            boolean ownAffine = affine == GammaAndBeta.MODEL;
            Tensor shown = FeatureMapFlow.normalized(site, normalization, ownAffine, Optional.of(lent)).maps();
            tell(err, "before", site.maps());
            tell(err, "after", shown);
            if (raw != null) Npy.write(site.maps(), raw);
            Npy.write(shown, out);
            if (png != null) PictureFile.write(mosaic(shown, site.place().slices()), Map.of(), png);
            if (stats != null) write(figures(chosen, site.maps(), shown), stats);
        }
    }

    private static void tell(PrintWriter err, String when, Tensor maps) {
        NotFinite broken = NotFinite.of(maps);
        if (broken.any()) {
            err.printf("normscope normalize: %s, %d of %d values are no finite numbers, in channel %s%n", when,
                broken.cells(), maps.shape().size(), broken.brief());
        }
    }

    private Pixels picture(String origin) {
        return PictureArgument.open(spec, origin);
    }

    private Stream<Pixels> pictures(Path folder) {
        return new FolderPictures(folder, skipped -> Skipped.tell(spec, skipped.why())).stream();
    }

    /**
     * Those set; gamma and beta are the style picture's where one is given; eps is 1e-5 also where a BatchNormalization
     * has another of its own, since here it stands for itself.
     */
    private Parameters parameters() {
        Map<String, String> all = new LinkedHashMap<>(set);
        Catalogue.entry(id).parameters().stream().filter(parameter -> parameter.key().equals("eps"))
            .forEach(eps -> all.putIfAbsent("eps", eps.initial()));
        Catalogue.entry(id).parameters().stream().filter(Parameter.Condition.class::isInstance)
            .forEach(condition -> all.putIfAbsent(condition.key(), style == null ? "0" : Parameter.Condition.STYLE));
        return new Parameters(all);
    }

    /** In colours that are those of all slices. */
    private Pixels mosaic(Tensor shown, int slices) {
        Shape shape = shown.shape();
        int high = slice == null ? shape.h() : shape.h() / slices;
        Mosaic mosaic = Mosaic.of(0, shape.c(), shape.w(), high, 4 / 3.0).from(slice(slices) * high);
        return FeatureMapFlow.painted(shown, mosaic, Scale.of(ColorMaps.DIVERGING_LIGHT, shown.picture(0)));
    }

    /** From 0. */
    private int slice(int slices) {
        if (slice == null) return 0;
        if (slice.equals("middle")) return slices / 2;
        int chosen = slice.matches("[0-9]{1,6}") ? Integer.parseInt(slice) : 0;
        if (chosen < 1 || chosen > slices) throw new WrongUseException("cli.slice", slice, layer, slices);
        return chosen - 1;
    }

    private Map<String, Object> figures(Layer chosen, Tensor before, Tensor after) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("layer", layer);
        figures.put("operator", chosen.operator());
        figures.put("norm", id);
        figures.put("shape", after.shape().toArray());
        figures.put("raw", figures(before));
        figures.put("out", figures(after));
        return figures;
    }

    private static Map<String, Object> figures(Tensor maps) {
        Summary summary = Summary.of(maps);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("mean", summary.mean());
        figures.put("std", summary.deviation());
        figures.put("min", summary.minimum());
        figures.put("max", summary.maximum());
        figures.put("zeros", summary.zeros());
        return figures;
    }

    private static void write(Object figures, Path file) {
        try {
            Files.writeString(file, Json.of(figures) + "\n");
        } catch (IOException e) {
            throw new BadPictureException(e, "picture.unwritable", file.toString());
        }
    }
}
