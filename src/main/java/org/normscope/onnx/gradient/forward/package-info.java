/**
 * What a network is rewritten to before its gradient is written, so that each rule knows one form and the way back is
 * short: each file takes a graph and gives one that computes the same. Begin at {@code OlderForms}; in which order they
 * come is said in {@code Gradients}.
 */
@NullMarked
package org.normscope.onnx.gradient.forward;

import org.jspecify.annotations.NullMarked;
