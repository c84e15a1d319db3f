package org.normscope.state.layers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.normscope.image.AtomicFile;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureFormat;
import org.normscope.patches.IndexedLayer;
import org.normscope.patches.PatchFigure;
import org.normscope.patches.PatchIndex;
import org.normscope.patches.PatchTable;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.Services;
import org.normscope.task.Job;
import org.normscope.text.Language;

/** What leaves the Layers workspace as files. */
final class LayersExports {
    private final LayersPipeline pipeline;
    private final Opening opening;
    private final Chosen chosen;

    LayersExports(LayersPipeline pipeline, Services services) {
        this.pipeline = pipeline;
        opening = services.opening();
        chosen = services.chosen();
    }

    /** Writes something of what is shown. */
    private interface Content {
        void write(FigureStage.Request shown, Job<Path> job) throws IOException;
    }

    void figure(Path file) {
        List<Integer> units = pipeline.figure().get() == null ? List.of() : pipeline.figure().get().units();
        Language language = language();
        write(file, (shown, job) -> {
            PatchIndex index = shown.open().index();
            printed(shown, language).write(index.layer(shown.layer().name()), units, file);
        });
    }

    void figures(Path folder) {
        Language language = language();
        write(folder, (shown, job) -> {
            Files.createDirectories(folder);
            for (IndexedLayer layer : shown.open().index().layers()) {
                job.checkCancelled();
                List<Integer> units = IntStream.range(0, Math.min(LayersSettings.BLOCKS, layer.units()))
                    .boxed().toList();
                PictureFile.writePng(printed(shown, language).of(layer, units), folder.resolve(name(layer)));
            }
        });
    }

    private Language language() {
        return chosen.present().look().language();
    }

    /** In the network's order, without what folders are told by. */
    private static String name(IndexedLayer layer) {
        return PictureFormat.PNG.file(String.format("%03d-%s", layer.number(),
            layer.name().replaceAll("[^\\w.-]+", "_")));
    }

    private static PatchFigure printed(FigureStage.Request shown, Language language) {
        return new PatchFigure(shown.open().index(), shown.ranking(), language);
    }

    void csv(Path file) {
        write(file, (shown, job) -> AtomicFile.write(file, table(shown).csv().getBytes(StandardCharsets.UTF_8)));
    }

    void json(Path file) {
        write(file, (shown, job) -> AtomicFile.write(file, table(shown).json().getBytes(StandardCharsets.UTF_8)));
    }

    private static PatchTable table(FigureStage.Request shown) {
        PatchIndex index = shown.open().index();
        return PatchTable.of(index, List.of(index.layer(shown.layer().name())), OptionalInt.empty(), shown.ranking());
    }

    /** Nothing where there is no index yet. */
    private void write(Path file, Content content) {
        FigureStage.Request shown = pipeline.shown();
        if (shown != null) opening.write(file, job -> content.write(shown, job));
    }
}
