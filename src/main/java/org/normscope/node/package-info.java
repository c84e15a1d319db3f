/**
 * What every box of the tree of styles is: a {@link org.normscope.node.TreeNode} with its {@link
 * org.normscope.node.Knob}s, which paints on an {@link org.normscope.node.Easel}. The rooms that hold nodes know this
 * one; it knows none of them.
 */
@NullMarked
package org.normscope.node;

import org.jspecify.annotations.NullMarked;
