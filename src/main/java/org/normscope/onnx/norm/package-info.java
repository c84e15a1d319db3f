/**
 * Normalizations that exporters wrote out in other operators, found in a graph by who reads what: begin at
 * {@link org.normscope.onnx.norm.NormSearch}.
 */
@NullMarked
package org.normscope.onnx.norm;

import org.jspecify.annotations.NullMarked;
