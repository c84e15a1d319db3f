package org.normscope.state;

/** Whose colours a styled picture has: the style's; the content's, of which only the brightness is styled; the style's, moved to the content's mean and covariance. */
public enum Colours { STYLE, LUMINANCE, MATCHED }
