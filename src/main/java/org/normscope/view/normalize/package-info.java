/** What the Normalize workspace shows. A newcomer starts at {@code NormalizeFace}, then {@code PaneView}. */
@NullMarked
package org.normscope.view.normalize;

import org.jspecify.annotations.NullMarked;
