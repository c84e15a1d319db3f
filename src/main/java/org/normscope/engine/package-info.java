/**
 * The one outlet to DJL and ONNX Runtime, which are not seen outside. Begin at {@link org.normscope.engine.DjlRunner}.
 */
@NullMarked
package org.normscope.engine;

import org.jspecify.annotations.NullMarked;
