/**
 * The Normalize workspace: panes of normalizations over one layer's maps. It is the {@code Subject} of the others. A
 * newcomer starts at {@code NormalizeModel}, then {@code NormalizePipeline}.
 */
@NullMarked
package org.normscope.state.normalize;

import org.jspecify.annotations.NullMarked;
