package org.normscope.state.desk;

import java.util.List;
import org.normscope.image.Pixels;
import org.normscope.image.stroke.Stroke;

/** A picture, and what was painted on it, in order. */
public record PaintedPicture(Pixels picture, List<Stroke> strokes) { }
