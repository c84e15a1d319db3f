/**
 * The commands that paint: by a node of the tree, by a style network, by descent, and the lists and posters of these.
 * Begin at {@code PaintCommand}; what they share is {@code PaintingOptions}.
 */
@NullMarked
package org.normscope.cli.paint;

import org.jspecify.annotations.NullMarked;
