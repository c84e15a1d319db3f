/**
 * Cells and their shape: what every other room hands on. A tensor is float32 in row-major order and is not changed once
 * it was handed on. Begin at {@link org.normscope.tensor.Tensor}.
 */
@NullMarked
package org.normscope.tensor;

import org.jspecify.annotations.NullMarked;
