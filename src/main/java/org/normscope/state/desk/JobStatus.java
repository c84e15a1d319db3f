package org.normscope.state.desk;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normscope.text.Language;

/**
 * A job that takes minutes.
 *
 * @param what     it does; null while there is none
 * @param progress 0 to 1
 */
public record JobStatus(@Nullable Words what, double progress) {
    public static final JobStatus NONE = new JobStatus(null, 0);

    /** Empty while there is none. */
    public String words(Language language) {
        return what == null ? "" : what.in(language);
    }

    /** What it does; empty while there is none. */
    public Optional<Words> doing() {
        return Optional.ofNullable(what);
    }

    public boolean running() {
        return what != null;
    }
}
