package org.normscope.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVFormat;
import org.normscope.text.CsvText;

/**
 * How accurate one way of teaching is by pictures a class.
 *
 * @param steps those that were run, by pictures a class
 */
public record WayCurve(Teaching way, List<LessonCurve> steps) {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder()
        .setHeader("method", "per class", "seed", "accuracy").setRecordSeparator('\n').get();

    public WayCurve {
        steps = List.copyOf(steps);
    }

    /** One row a run; accuracy in percent. */
    public static String csv(List<WayCurve> curves) {
        List<List<?>> rows = new ArrayList<>();
        for (WayCurve curve : curves) {
            for (LessonCurve step : curve.steps) {
                for (int seed = 0; seed < step.accuracy().size(); seed++) {
                    rows.add(List.of(curve.way.name().toLowerCase(Locale.ROOT), step.name(), seed,
                        String.format(Locale.ROOT, "%.3f", 100 * step.accuracy().get(seed))));
                }
            }
        }
        return CsvText.of(FORMAT, rows);
    }

    /** How many pictures a class with this way reach what another reaches with all; empty where none do. */
    public OptionalInt reaching(WayCurve other) {
        double wanted = other.steps.stream().filter(step -> step.perClass() == LessonCurve.ALL)
            .mapToDouble(LessonCurve::mean).findFirst().orElse(Double.NaN);
        return steps.stream().filter(step -> step.mean() >= wanted).mapToInt(LessonCurve::perClass).min();
    }
}
