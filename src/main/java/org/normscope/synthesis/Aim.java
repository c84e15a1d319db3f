package org.normscope.synthesis;

/** What a picture that is being sought is to become. */
@FunctionalInterface
interface Aim {
    /**
     * Of the part of the picture below and to the right of (shift, shift): its features fall elsewhere on a network's
     * strides.
     *
     * @param width  of the whole picture at this size
     * @param height of the whole picture at this size
     * @param now    the part as it is
     */
    Term term(int width, int height, int shift, Levels now);
}
