package org.normscope.shift;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.normscope.stats.Moments;

/**
 * The twins' shipped results: trained on photos, tested on photos held out and on looks that were never seen in
 * training.
 *
 * @param rows one for each twin and length of training; the length that most twins were trained first
 */
public record TwinRuns(List<Row> rows) {
    /** The looks, in the file's order. */
    public static final List<String> LOOKS = List.of("photo", "art", "cartoon", "sketch");
    /** Share of the most frequent class among the pictures tested, by look: person, person, elephant, horse. */
    public static final List<Double> MAJORITY = List.of(0.262, 0.219, 0.195, 0.208);

    private static final List<String> ORDER = List.of("none", "bn", "ln", "in", "gn", "lrn", "ibn-a", "ibn-b", "bin");

    /**
     * One twin, trained so long, over its seeds.
     *
     * @param twin   id: ibn-a
     * @param epochs of training
     * @param crop   side of the crops it was trained on, pixels
     * @param seeds  how many
     * @param looks  accuracies, in the order of {@link #LOOKS}
     */
    public record Row(String twin, int epochs, int crop, int seeds, List<Cell> looks) { }

    /**
     * @param mean   accuracy over the seeds, in [0, 1]
     * @param spread sample standard deviation over the seeds; NaN for one
     * @param low    lower end of the 95 % interval of one run with that accuracy, which the choice of pictures leaves
     *               open
     * @param high   its upper end
     */
    public record Cell(double mean, double spread, double low, double high) { }

    private record Key(String twin, int epochs, int crop) { }

    /** As shipped. */
    public static TwinRuns shipped() {
        try (InputStream file = TwinRuns.class.getResourceAsStream("/assets/networks/twins/results.csv")) {
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("results.csv cannot be read", e);
        }
    }

    /** @param csv twin,seed,epochs,crop, then each look's accuracy and number of pictures, found by the header */
    static TwinRuns read(String csv) {
        List<String> lines = csv.lines().filter(line -> !line.isBlank()).toList();
        List<String> header = List.of(lines.get(0).split(","));
        Map<Key, List<String[]>> runs = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            Key key = new Key(cells[header.indexOf("twin")], Integer.parseInt(cells[header.indexOf("epochs")]),
                Integer.parseInt(cells[header.indexOf("crop")]));
            runs.computeIfAbsent(key, none -> new ArrayList<>()).add(cells);
        }
        List<Row> rows = new ArrayList<>();
        runs.forEach((key, found) -> rows.add(new Row(key.twin(), key.epochs(), key.crop(), found.size(),
            LOOKS.stream().map(look -> cell(found, header.indexOf(look), header.indexOf("n_" + look))).toList())));
        Comparator<Row> common = Comparator.comparing(row ->
            -rows.stream().filter(other -> other.epochs() == row.epochs() && other.crop() == row.crop()).count());
        List<Row> sorted = rows.stream().sorted(common.thenComparing(Row::epochs).thenComparing(Row::crop)
            .thenComparing(row -> ORDER.indexOf(row.twin()))).toList();
        return new TwinRuns(sorted);
    }

    private static Cell cell(List<String[]> runs, int accuracy, int pictures) {
        Moments over = Moments.NONE;
        for (String[] run : runs) over = over.and(new Moments(1, Double.parseDouble(run[accuracy]), 0));
        int count = Integer.parseInt(runs.get(0)[pictures]);
        double[] ends = new DomainRun(count, (int) Math.round(over.mean() * count), 0, Map.of()).confidence();
        double spread = runs.size() < 2 ? Double.NaN : Math.sqrt(over.squares() / (runs.size() - 1));
        // four digits went in: 0.1345, not 0.13449999, which would be shown as 13.4
        double mean = Math.rint(over.mean() * 1e9) / 1e9;
        return new Cell(mean, spread, ends[0], ends[1]);
    }
}
