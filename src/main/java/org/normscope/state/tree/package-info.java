/**
 * The Tree workspace: every node of the tree on the user's pictures, thumbnails in the background. A newcomer starts at
 * {@code TreeModel}.
 */
@NullMarked
package org.normscope.state.tree;

import org.jspecify.annotations.NullMarked;
