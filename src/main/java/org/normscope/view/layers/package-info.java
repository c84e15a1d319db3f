/** What the Layers workspace shows. A newcomer starts at {@code LayersFace}, then {@code FigureCard}. */
package org.normscope.view.layers;
