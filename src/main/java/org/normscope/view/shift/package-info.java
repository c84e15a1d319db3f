/** What the Shift workspace shows. A newcomer starts at {@code ShiftFace}, then {@code CurvesCard}. */
package org.normscope.view.shift;
