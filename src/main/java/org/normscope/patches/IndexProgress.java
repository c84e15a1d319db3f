package org.normscope.patches;

/**
 * How far indexing is.
 *
 * @param done              pictures looked at, known ones and skipped ones included
 * @param total             pictures of the corpus
 * @param skipped           those that could not be read
 * @param picturesPerSecond run through the network, since this run began
 * @param secondsLeft       at this speed
 */
public record IndexProgress(int done, int total, int skipped, double picturesPerSecond, double secondsLeft) { }
