package org.normscope.state;

/** In what is told how far features move. */
public enum Measure { DIVERGENCE, DISTANCE, COSINE }
