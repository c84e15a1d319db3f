package org.normscope.state.shift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.flow.RobustnessCurve;

/**
 * How the answers of networks hold while one trait of pictures goes from none to full.
 *
 * @param skipped pictures that could not be read, by their paths in the folder
 */
public record RobustnessRun(RobustnessChoice choice, List<Row> rows, List<String> skipped) {
    /** While there is nothing to be seen. */
    public static final RobustnessRun NONE = new RobustnessRun(RobustnessChoice.INITIAL, List.of(), List.of());

    /** A network and its curve. */
    public record Row(Compared compared, RobustnessCurve curve) { }

    /**
     * @param value of the trait
     * @param kept  answers that are right, or else the same as without the change
     */
    public record Kept(double value, int kept, int pictures) {
        public double share() {
            return (double) kept / pictures;
        }
    }

    public RobustnessRun {
        rows = List.copyOf(rows);
        skipped = List.copyOf(skipped);
    }

    /** Whether any of the networks knows the pictures' classes: only then is anything right or wrong. */
    public boolean judged() {
        return rows.stream().anyMatch(row -> row.curve().judged());
    }

    /** Those that can be compared: with accuracy where any has one, else all. */
    public List<Row> comparable() {
        return rows.stream().filter(row -> row.curve().judged() == judged()).toList();
    }

    /** What is compared of one of them, by value of the trait. */
    public List<Kept> kept(Row row) {
        return row.curve().points().stream()
            .map(point -> new Kept(point.value(), judged() ? point.right() : point.same(), point.pictures())).toList();
    }

    /** Of these networks alone, in their order; empty where none of them was run. */
    Optional<RobustnessRun> of(List<Compared> compared) {
        List<Row> shown = compared.stream().flatMap(one -> rows.stream().filter(row -> row.compared().equals(one)))
            .toList();
        return shown.isEmpty() ? Optional.empty() : Optional.of(new RobustnessRun(choice, shown, skipped));
    }

    /** With what is known of other networks. */
    RobustnessRun and(@Nullable RobustnessRun older) {
        if (older == null) return this;
        List<Row> all = new ArrayList<>(rows);
        older.rows.stream().filter(row -> rows.stream().noneMatch(own -> own.compared().equals(row.compared())))
            .forEach(all::add);
        return new RobustnessRun(choice, all, Stream.concat(older.skipped.stream(), skipped.stream()).distinct()
            .toList());
    }
}
