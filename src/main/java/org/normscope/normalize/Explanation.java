package org.normscope.normalize;

/**
 * How one cell's value comes about.
 *
 * @param symbols LaTeX, the equation in symbols
 * @param numbers LaTeX, the same equation with this cell's numbers in it
 * @param value   the resulting value
 * @param cells   the cells that share its statistics
 */
public record Explanation(String symbols, String numbers, float value, CellBox cells) { }
