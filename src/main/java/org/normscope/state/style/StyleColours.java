package org.normscope.state.style;

import org.normscope.style.Colouring;

/**
 * Whose colours a styled picture has: the style's; the content's, of which only the brightness is styled; the style's,
 * moved to the content's mean and covariance.
 */
public enum StyleColours {
    STYLE, LUMINANCE, MATCHED;

    Colouring colouring() {
        return Colouring.valueOf(name());
    }
}
