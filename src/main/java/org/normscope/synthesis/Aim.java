package org.normscope.synthesis;

/** What a picture that is being sought is to become. */
@FunctionalInterface
interface Aim {
    /**
     * Of the part of the picture that a glance sees.
     *
     * @param width  of the whole picture at this size
     * @param height of the whole picture at this size
     * @param now    the part as it is
     */
    Term term(int width, int height, Glance glance, Levels now);
}
