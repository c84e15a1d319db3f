/** What the Layers workspace shows. A newcomer starts at {@code LayersFace}, then {@code FigureCard}. */
@NullMarked
package org.normscope.view.layers;

import org.jspecify.annotations.NullMarked;
