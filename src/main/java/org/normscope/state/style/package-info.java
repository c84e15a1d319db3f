/**
 * The Style workspace: styles mixed on a content, previewed while sliders move. A newcomer starts at {@code
 * StyleModel}, then {@code StylePainter}.
 */
package org.normscope.state.style;

