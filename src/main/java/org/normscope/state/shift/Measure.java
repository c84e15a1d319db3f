package org.normscope.state.shift;

/** In what is told how far features move. */
public enum Measure { DIVERGENCE, DISTANCE, COSINE }
