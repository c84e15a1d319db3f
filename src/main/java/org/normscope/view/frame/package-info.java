/**
 * The window around the workspaces: rail, bars, strip, themes, drops; and what a workspace shows of itself ({@code
 * Face}). A newcomer starts at {@code WindowFrame}.
 */
@NullMarked
package org.normscope.view.frame;

import org.jspecify.annotations.NullMarked;
