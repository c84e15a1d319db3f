/**
 * Pictures made of marks: strokes, dots, points. Each node lays {@link org.normscope.paint.stroke.Brushwork strokes} on
 * a {@link org.normscope.paint.stroke.Canvas}.
 */
@NullMarked
package org.normscope.paint.stroke;

import org.jspecify.annotations.NullMarked;
