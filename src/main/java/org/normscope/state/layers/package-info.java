/**
 * The Layers workspace: the patches that fire each unit, indexed in the background. A newcomer starts at {@code
 * LayersModel}.
 */
package org.normscope.state.layers;
