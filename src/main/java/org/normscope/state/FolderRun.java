package org.normscope.state;

import java.util.List;
import java.util.Map;
import org.normscope.shift.DomainRun;

/**
 * What networks make of a folder of domains.
 *
 * @param folder  path
 * @param domains in order
 * @param skipped why pictures were left out, one line each
 */
public record FolderRun(String folder, List<String> domains, List<Row> rows, List<String> skipped) {
    /**
     * @param judged whether the network knows the folder's classes; else there is no accuracy
     * @param runs   by domain
     */
    public record Row(Compared compared, boolean judged, Map<String, DomainRun> runs) { }
}
