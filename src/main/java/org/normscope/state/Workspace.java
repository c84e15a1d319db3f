package org.normscope.state;

/** The workspaces of the window. */
public enum Workspace { NORMALIZE, LAYERS }
