/**
 * What of one picture lies where another one has the same: by landmarks that somebody placed, or found by itself. Begin
 * at {@link org.normscope.paint.place.Correspondence}.
 */
@NullMarked
package org.normscope.paint.place;

import org.jspecify.annotations.NullMarked;
