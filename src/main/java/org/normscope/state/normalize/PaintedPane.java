package org.normscope.state.normalize;

import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.image.Pixels;

/** A painted pane: the picture, where each unit lies in it, and which value has which colour. */
public record PaintedPane(Pixels pixels, Mosaic mosaic, Scale scale) { }
