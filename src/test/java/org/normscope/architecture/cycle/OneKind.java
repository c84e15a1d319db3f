package org.normscope.architecture.cycle;

/** A kind. */
public final class OneKind implements Kind { }
