package org.normscope.state.desk;

/** The workspace that shows what fires a unit. */
public interface UnitChooser extends Workspace { }
