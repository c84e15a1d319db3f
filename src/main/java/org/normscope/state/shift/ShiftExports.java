package org.normscope.state.shift;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.normscope.flow.RobustnessCurve;
import org.normscope.image.AtomicFile;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.network.Layer;
import org.normscope.network.SavedNetwork;
import org.normscope.shift.DomainRun;
import org.normscope.shift.FeatureShift;
import org.normscope.shift.LayerShift;
import org.normscope.state.desk.Opening;

/** What leaves the Shift workspace as files. */
final class ShiftExports {
    private static final CSVFormat LAYERS = CSVFormat.RFC4180.builder().setHeader("network", "made", "layer",
        "operator", "distance", "cosine", "divergence", "inputDistance", "inputCosine", "inputDivergence").get();
    private static final CSVFormat RUN = CSVFormat.RFC4180.builder().setHeader("network", "made", "domain",
        "otherDomain", "layer", "operator", "pictures", "accuracy", "low", "high", "majority", "divergence",
        "inputDivergence").get();

    private static final CSVFormat ROBUSTNESS = CSVFormat.RFC4180.builder().setHeader("network", "made", "trait",
        "value", "pictures", "accuracy", "agreement").get();

    private final ShiftPipeline pipeline;
    private final Opening opening;
    private final GraphRunner runner;

    ShiftExports(ShiftPipeline pipeline, Opening opening, GraphRunner runner) {
        this.pipeline = pipeline;
        this.opening = opening;
        this.runner = runner;
    }

    /** Writes rows. */
    private interface Table {
        void print(CSVPrinter to) throws IOException;
    }

    void network(Compared made, Path file) {
        opening.write(file, job -> SavedNetwork.writeChecked(made.network(), made.network().graph(), runner, file));
    }

    void shifted(Path file) {
        Meter shown = pipeline.meter().get();
        if (shown == null) return;
        Pixels picture = shown.after();
        opening.write(file, job -> PictureFile.write(picture, Map.of(), file));
    }

    void layers(Path file) {
        Meter shown = pipeline.meter().get();
        if (shown != null) csv(file, LAYERS, to -> layers(shown, to));
    }

    private static void layers(Meter shown, CSVPrinter to) throws IOException {
        for (NetworkShift network : shown.networks()) {
            for (LayerShift layer : network.layers()) {
                FeatureShift output = layer.output();
                to.printRecord(network.compared().network().name(), made(network.compared()), layer.layer().name(),
                    layer.layer().operator(),
                    output.distance(), output.cosine(), output.divergence(), input(layer, FeatureShift::distance),
                    input(layer, FeatureShift::cosine), input(layer, FeatureShift::divergence));
            }
        }
    }

    private static Object input(LayerShift layer, Function<FeatureShift, Double> part) {
        return layer.input().<Object>map(part).orElse("");
    }

    void run(Path file) {
        FolderRun shown = pipeline.run().get();
        if (shown != null) csv(file, RUN, to -> run(shown, to));
    }

    private static void run(FolderRun shown, CSVPrinter to) throws IOException {
        for (FolderRun.Row row : shown.rows()) {
            String name = row.compared().network().name(), made = made(row.compared());
            for (String domain : shown.domains()) {
                DomainRun run = row.run(domain);
                boolean judged = row.judged();
                to.printRecord(name, made, domain, "", "", "", run.pictures(), judged ? run.accuracy() : "",
                    judged ? run.confidence()[0] : "",
                    judged ? run.confidence()[1] : "", judged ? run.majority() : "", "", "");
            }
            for (int i = 0; i < shown.domains().size(); i++) {
                for (String other : shown.domains().subList(i + 1, shown.domains().size())) {
                    divergences(row, shown.domains().get(i), other, to);
                }
            }
        }
    }

    private static void divergences(FolderRun.Row row, String domain, String other, CSVPrinter to) throws IOException {
        DomainRun a = row.run(domain), b = row.run(other);
        for (Layer layer : row.compared().network().layers()) {
            to.printRecord(row.compared().network().name(), made(row.compared()), domain, other, layer.name(),
                layer.operator(), "", "", "", "", "",
                a.divergence(b, layer), a.inputDivergence(b, layer).<Object>map(value -> value).orElse(""));
        }
    }

    void robustness(RobustnessRun shown, Path file) {
        if (shown != null) csv(file, ROBUSTNESS, to -> robustness(shown, to));
    }

    private static void robustness(RobustnessRun shown, CSVPrinter to) throws IOException {
        for (RobustnessRun.Row row : shown.rows()) {
            for (RobustnessCurve.Point point : row.curve().points()) {
                to.printRecord(row.compared().network().name(), made(row.compared()), shown.choice().trait(),
                    point.value(), point.pictures(), row.curve().judged() ? point.accuracy() : "", point.agreement());
            }
        }
    }

    private static String made(Compared compared) {
        return compared.origin().name().toLowerCase(Locale.ROOT);
    }

    private void csv(Path file, CSVFormat format, Table table) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, format)) {
            table.print(printer);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        opening.write(file, job -> AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8)));
    }

}
