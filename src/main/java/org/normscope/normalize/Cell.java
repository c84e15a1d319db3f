package org.normscope.normalize;

/** One cell of feature maps: picture n, unit (channel) c, row y, column x, all counted from 0. */
public record Cell(int n, int c, int y, int x) { }
