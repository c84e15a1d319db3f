package org.normscope.state.desk;

/**
 * A job that takes minutes.
 *
 * @param what     it does; null while there is none
 * @param progress 0 to 1
 */
public record JobStatus(Words what, double progress) {
    public static final JobStatus NONE = new JobStatus(null, 0);

    public boolean running() {
        return what != null;
    }
}
