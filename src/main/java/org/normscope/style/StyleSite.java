package org.normscope.style;

/**
 * A normalization site of a style network: where instance normalization wipes the content's contrast and colour.
 *
 * @param name     for the screen
 * @param channels that are normalized each by itself
 */
public record StyleSite(String name, int channels) { }
