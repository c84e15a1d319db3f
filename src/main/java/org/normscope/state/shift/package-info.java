/**
 * The Shift workspace: curves over depth for networks side by side, surgery, folder runs. A newcomer starts at {@code
 * ShiftModel}.
 */
package org.normscope.state.shift;
