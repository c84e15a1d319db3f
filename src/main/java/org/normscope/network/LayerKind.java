package org.normscope.network;

/** What a layer does, told from its operator, never from its name. */
public enum LayerKind { CONVOLUTION, FULLY_CONNECTED, NORMALIZATION, ACTIVATION, POOLING, ADD, CONCAT, OTHER }
