/**
 * The tree of styles and textures: which boxes there are, and how they hang together. Begin at
 * {@link org.normscope.tree.Tree}.
 */
@NullMarked
package org.normscope.tree;

import org.jspecify.annotations.NullMarked;
