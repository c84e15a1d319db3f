package org.normscope.style;

/**
 * A style picture with its share of the mixture.
 *
 * @param origin a file, or builtin:paintings/NAME
 * @param share  at least 0; among the shares of a mixture only their proportion counts
 */
public record WeightedStyle(String origin, double share) { }
