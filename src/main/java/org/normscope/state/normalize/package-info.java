/**
 * The Normalize workspace: panes of normalizations over one layer's maps. It is the {@code Subject} of the others. A
 * newcomer starts at {@code NormalizeModel}, then {@code NormalizePipeline}.
 */
package org.normscope.state.normalize;
