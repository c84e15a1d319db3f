package org.normscope.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
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

    /**
     * What {@link #csv} wrote, also where some of its last rows are missing.
     *
     * @param told a name for the text, for messages
     * @throws TransferException where it is another table
     */
    public static List<WayCurve> read(String text, String told) {
        Map<Teaching, Map<Integer, List<Double>>> found = new EnumMap<>(Teaching.class);
        try (CSVParser rows = CSVParser.parse(text, FORMAT)) {
            for (CSVRecord row : rows) {
                if (row.getRecordNumber() == 1) {
                    if (!Arrays.equals(row.values(), FORMAT.getHeader())) throw new IllegalArgumentException();
                    continue;
                }
                List<Double> draws = found.computeIfAbsent(Teaching.valueOf(row.get(0).toUpperCase(Locale.ROOT)),
                    way -> new TreeMap<>()).computeIfAbsent(LessonCurve.count(row.get(1)), n -> new ArrayList<>());
                double accuracy = Double.parseDouble(row.get(3)) / 100;
                if (Integer.parseInt(row.get(2)) != draws.size() || !(accuracy >= 0 && accuracy <= 1)) {
                    throw new IllegalArgumentException();
                }
                draws.add(accuracy);
            }
        } catch (IOException | RuntimeException e) {
            throw new TransferException(e, "transfer.noCurve", told);
        }
        return of(found);
    }

    static List<WayCurve> of(Map<Teaching, Map<Integer, List<Double>>> found) {
        return found.entrySet().stream().map(way -> new WayCurve(way.getKey(), way.getValue().entrySet().stream()
            .map(step -> new LessonCurve(step.getKey(), List.copyOf(step.getValue()))).toList())).toList();
    }

    /** How many pictures a class with this way reach what another reaches with all; empty where none do. */
    public OptionalInt reaching(WayCurve other) {
        double wanted = other.steps.stream().filter(step -> step.perClass() == LessonCurve.ALL)
            .mapToDouble(LessonCurve::mean).findFirst().orElse(Double.NaN);
        return steps.stream().filter(step -> step.mean() >= wanted).mapToInt(LessonCurve::perClass).min();
    }
}
