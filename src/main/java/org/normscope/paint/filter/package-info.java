/** Pictures simplified by filters: every pixel is worked out from its neighbours, without marks. */
@NullMarked
package org.normscope.paint.filter;

import org.jspecify.annotations.NullMarked;
