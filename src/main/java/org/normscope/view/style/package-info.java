/** What the Style workspace shows. A newcomer starts at {@code StyleFace}, then {@code StyleResult}. */
@NullMarked
package org.normscope.view.style;

import org.jspecify.annotations.NullMarked;
