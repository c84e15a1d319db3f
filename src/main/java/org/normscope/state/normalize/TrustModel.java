package org.normscope.state.normalize;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.normscope.attribution.Trust;
import org.normscope.flow.TrustFigure;
import org.normscope.image.AtomicFile;
import org.normscope.image.Npy;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Network;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Opening;
import org.normscope.state.desk.Services;
import org.normscope.state.desk.Words;
import org.normscope.task.Job;
import org.normscope.task.Stop;

/** Whether the pictures of the decision can be trusted: asked once, worked out as a job, forgotten with its subject. */
public final class TrustModel {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setHeader("series", "at", "value").get();

    private final ReadOnlyObjectWrapper<Trust> trust = new ReadOnlyObjectWrapper<>(this, "trust");
    private final Chosen chosen;
    private final Opening opening;
    private final GraphRunner runner;
    private @Nullable Job<Trust> job;
    private String asked = "";
    private Stop stop = new Stop();

    TrustModel(Services services) {
        chosen = services.chosen();
        opening = services.opening();
        runner = services.runner();
    }

    /** Null before it was asked, and while it is being worked out. */
    public ReadOnlyObjectProperty<Trust> trust() { return trust.getReadOnlyProperty(); }

    void ask(Network network, Decided decided, Pixels seen) {
        forget();
        asked = network.name() + " · " + decided.labels().get(decided.of());
        Stop now = stop;
        job = opening.<Trust>start(Words.of("trust.activity"), work -> Trust.of(network, runner, decided.of(),
            decided.method(), decided.layer(), seen, now, done -> work.report(done, "")), trust::set);
    }

    /** Another picture, network or question: what runs ends, and is not told. */
    void forget() {
        stop.ask();
        stop = new Stop();
        if (job != null && !job.state().over()) opening.cancel(job);
        trust.set(null);
    }

    // Out

    /** For print: as SVG where the file's name ends so, else as PNG. */
    public void export(Path file) {
        Trust shown = trust.get();
        TrustFigure figure = shown == null ? null : new TrustFigure(asked, shown,
            chosen.present().look().language());
        if (figure != null) opening.write(file, work -> figure.write(file));
    }

    /** All maps as one array: [ways back, looks, rows, columns]. */
    public void exportArray(Path file) {
        Trust shown = trust.get();
        if (shown != null) opening.write(file, work -> Npy.write(shown.maps(), file));
    }

    /** Likenesses and curves, a line a number. */
    public void exportCsv(Path file) {
        Trust shown = trust.get();
        if (shown != null) {
            opening.write(file, work -> AtomicFile.write(file, table(shown).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static String table(Trust trust) throws IOException {
        StringWriter table = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(table, FORMAT)) {
            for (Trust.Row row : trust.rows()) {
                for (Trust.Look look : row.looks()) {
                    printer.printRecord("likeness " + row.back().name(), look.layer(), look.likeness());
                }
            }
            double[] deletion = trust.curves().deletion(), insertion = trust.curves().insertion();
            for (int i = 0; i < deletion.length; i++) {
                printer.printRecord("deletion", (double) i / (deletion.length - 1), deletion[i]);
            }
            for (int i = 0; i < insertion.length; i++) {
                printer.printRecord("insertion", (double) i / (insertion.length - 1), insertion[i]);
            }
        }
        return table.toString();
    }
}
