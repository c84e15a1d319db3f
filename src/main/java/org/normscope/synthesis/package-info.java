/**
 * Pictures that are found rather than painted: descent on the pixels until a network's features are as wanted. A
 * newcomer starts at {@code Gatys}, then reads {@code Loss}.
 */
@NullMarked
package org.normscope.synthesis;

import org.jspecify.annotations.NullMarked;
