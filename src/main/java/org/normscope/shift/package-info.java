/**
 * How far features move with the appearance of pictures, and what can be rewritten in a network against it (IBN,
 * recalibration). A newcomer starts at {@code InvarianceProbe} and {@code IbnSurgery}.
 */
@NullMarked
package org.normscope.shift;

import org.jspecify.annotations.NullMarked;
