/**
 * The Style workspace: styles mixed on a content, previewed while sliders move. A newcomer starts at {@code
 * StyleModel}, then {@code StylePainter}.
 */
@NullMarked
package org.normscope.state.style;

import org.jspecify.annotations.NullMarked;
