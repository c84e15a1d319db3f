/**
 * The nodes of the tree that run networks: those that seek a picture by descent, and those that paint it in one go.
 */
@NullMarked
package org.normscope.synthesis.tree;

import org.jspecify.annotations.NullMarked;
