/**
 * Graphs as ONNX files have them, read, questioned and rewritten without an engine; protobuf is not seen outside. Begin
 * at {@link org.normscope.onnx.Graph}; what is known of each operator is one row of
 * {@link org.normscope.onnx.Operators}.
 */
@NullMarked
package org.normscope.onnx;

import org.jspecify.annotations.NullMarked;
