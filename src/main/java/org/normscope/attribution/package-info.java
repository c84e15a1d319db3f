/**
 * What of a picture a network's decision rests on, and what a unit wishes for: one file a method. A newcomer starts at
 * {@code Decision}, which runs an objective and its gradient.
 */
@NullMarked
package org.normscope.attribution;

import org.jspecify.annotations.NullMarked;
