package org.normscope.state.shift;

/** Which layers are measured: where a part of the network ends, everywhere, what norms read, what norms give. */
public enum MeasuredAt { PARTS, LAYERS, BEFORE_NORMS, AFTER_NORMS }
