package org.normscope.color;

/**
 * Which value gets which colour: low the map's first colour, high its last, linear between, clipped outside.
 * NaN and infinities get {@link Colorizer#NOT_FINITE}.
 */
public record Scale(float low, float high, ColorMap map) { }
