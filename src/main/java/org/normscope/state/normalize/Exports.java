package org.normscope.state.normalize;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.normscope.image.AtomicFile;
import org.normscope.image.Npy;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.PictureChoice;
import org.normscope.stats.Summary;
import org.normscope.text.Fault;

/** What leaves the workspace as files. */
final class Exports {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setHeader("pane", "normalization",
        "parameters", "shows", "network", "layer", "picture", "mean", "deviation", "minimum", "maximum", "zeros",
        "notFinite", "milliseconds").get();

    /** Least side of a unit, and largest of all together, in pixels. */
    private static final int SLIDE = 512, LARGEST = 8192;

    private final NormalizeModel model;
    private final Opening opening;

    Exports(NormalizeModel model, Opening opening) {
        this.model = model;
        this.opening = opening;
    }

    void png(int key, Path file) {
        PaneContent content = content(key);
        if (content == null) return;
        Map<String, String> texts = texts(key);
        opening.write(file, job -> PictureFile.write(printed(content.frame()), texts, file));
    }

    /** Enlarged by a whole number, so that every cell stays a square: a unit fills a slide, if few enough are shown. */
    static Pixels printed(PaintedPane pane) {
        int tile = Math.min(pane.mosaic().tileWidth(), pane.mosaic().tileHeight()),
            whole = Math.max(pane.pixels().width(), pane.pixels().height());
        return pane.pixels().enlarged(Math.max(1, Math.min(-Math.floorDiv(-SLIDE, tile), LARGEST / whole)));
    }

    void npy(int key, Path file) {
        PaneContent content = content(key);
        if (content != null) opening.write(file, job -> Npy.write(content.maps(), file));
    }

    void csv(Path file) {
        if (model.panes().stream().allMatch(pane -> pane.content().get() == null)) {
            opening.tell(new Fault("export.early"));
            return;
        }
        String table = table();
        opening.write(file, job -> AtomicFile.write(file, table.getBytes(StandardCharsets.UTF_8)));
    }

    /** Null where it has none, which is told. */
    private @Nullable PaneContent content(int key) {
        PaneModel pane = model.panes().stream().filter(one -> one.key() == key).findFirst().orElseThrow();
        if (pane.content().get() == null) {
            opening.tell(pane.fault().get() == null ? new Fault("export.early") : pane.fault().get());
        }
        return pane.content().get();
    }

    private Map<String, String> texts(int key) {
        PaneSettings pane = model.settings().get().panes().get(model.settings().get().indexOfPane(key));
        return Map.of("Software", "NormScope", "Description",
            model.network().get().name() + " " + model.layer().get().name() + " " + pane.normalization()
                + " " + parameters(pane));
    }

    private static String parameters(PaneSettings pane) {
        List<String> set = new ArrayList<>(pane.parameters().values().entrySet()
            .stream().map(one -> one.getKey() + "=" + one.getValue()).toList());
        if (pane.takesStyle() && !pane.borrowed().style().equals(PictureChoice.NONE)) {
            set.add("style=" + pane.borrowed().style().name());
        }
        if (pane.takesPool() && !pane.borrowed().pool().isEmpty()) set.add("pool=" + pane.borrowed().pool());
        return String.join(" ", set);
    }

    private String table() {
        StringWriter table = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(table, FORMAT)) {
            int number = 0;
            for (PaneModel pane : model.panes()) {
                number++;
                PaneContent shown = pane.content().get();
                if (shown != null) printer.printRecord(row(number, pane.settings().get(), shown));
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return table.toString();
    }

    private List<Object> row(int number, PaneSettings settings, PaneContent shown) {
        Summary summary = shown.summary();
        List<Object> row = new ArrayList<>(List.of(number, settings.normalization(), parameters(settings),
            settings.show().name().toLowerCase(Locale.ROOT),
            model.network().get().name(), model.layer().get().name(),
            model.tray().items().get(model.settings().get().active()).name()));
        row.addAll(List.of(summary.mean(), summary.deviation(), summary.minimum(), summary.maximum(),
            summary.zeros(), summary.notFinite(), shown.milliseconds()));
        return row;
    }
}
