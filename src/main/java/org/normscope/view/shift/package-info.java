/** What the Shift workspace shows. A newcomer starts at {@code ShiftFace}, then {@code CurvesCard}. */
@NullMarked
package org.normscope.view.shift;

import org.jspecify.annotations.NullMarked;
