/**
 * Files of networks: read, told from files of other kinds, and brought to the one form that the rest of the house knows
 * (weights beside the file or sparse ones, early opsets, what ONNX Runtime puts into one operator). Begin at
 * {@link org.normscope.onnx.file.GraphFile}; graphs become bytes again in {@link org.normscope.onnx.Graph#toBytes}.
 */
@NullMarked
package org.normscope.onnx.file;

import org.jspecify.annotations.NullMarked;
