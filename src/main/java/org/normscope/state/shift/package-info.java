/**
 * The Shift workspace: curves over depth for networks side by side, surgery, folder runs. A newcomer starts at {@code
 * ShiftModel}.
 */
@NullMarked
package org.normscope.state.shift;

import org.jspecify.annotations.NullMarked;
