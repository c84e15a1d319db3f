package org.normscope.state.shift;

/** What is measured: the current picture, all of the tray as two sets, or two domains of a folder. */
public enum Scope { PICTURE, TRAY, FOLDER }
