/**
 * The Layers workspace: the patches that fire each unit, indexed in the background. A newcomer starts at {@code
 * LayersModel}.
 */
@NullMarked
package org.normscope.state.layers;

import org.jspecify.annotations.NullMarked;
