package org.normscope.state.shift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.normscope.shift.DomainRun;
import org.normscope.text.PathName;

/**
 * What networks make of a folder of domains.
 *
 * @param folder  path
 * @param domains in order
 * @param skipped pictures that could not be read, by their paths in the folder
 */
public record FolderRun(String folder, List<String> domains, List<Row> rows, List<String> skipped) {
    /**
     * @param judged whether the network knows the folder's classes; else there is no accuracy
     * @param runs   by domain
     */
    public record Row(Compared compared, boolean judged, Map<String, DomainRun> runs) {

        /** In one of the folder's domains. */
        public DomainRun run(String domain) {
            return Objects.requireNonNull(runs.get(domain), domain);
        }
    }

    /** The folder's own. */
    public String name() {
        return PathName.of(folder);
    }

    /** Of these networks alone, in their order; empty where none of them was run. */
    Optional<FolderRun> of(List<Compared> compared) {
        List<Row> shown = compared.stream().flatMap(one -> rows.stream().filter(row -> row.compared().equals(one)))
            .toList();
        return shown.isEmpty() ? Optional.empty() : Optional.of(new FolderRun(folder, domains, shown, skipped));
    }

    /** With what is known of other networks in the same folder. */
    FolderRun and(@Nullable FolderRun older) {
        if (older == null || !older.domains.equals(domains)) return this;
        List<Row> all = new ArrayList<>(rows);
        older.rows.stream().filter(row -> rows.stream().noneMatch(own -> own.compared().equals(row.compared())))
            .forEach(all::add);
        return new FolderRun(folder, domains, all,
            Stream.concat(older.skipped.stream(), skipped.stream()).distinct().toList());
    }
}
