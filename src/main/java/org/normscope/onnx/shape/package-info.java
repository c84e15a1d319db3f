/**
 * The extents of a graph's values, as far as they are known before anything runs: what each operator makes of those it
 * reads ({@code ShapeRules}), what exporters compute of shapes ({@code ShapeArithmetic}), how windows lie. Begin at
 * {@link org.normscope.onnx.shape.Shapes}.
 */
@NullMarked
package org.normscope.onnx.shape;

import org.jspecify.annotations.NullMarked;
