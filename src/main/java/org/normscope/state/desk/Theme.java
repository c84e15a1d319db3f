package org.normscope.state.desk;

/** Colours of the window. PROJECTOR is light, with more contrast and larger type. */
public enum Theme { LIGHT, DARK, PROJECTOR }
