/** What the Tree workspace shows. A newcomer starts at {@code TreeFace}, then {@code Timeline}. */
@NullMarked
package org.normscope.view.tree;

import org.jspecify.annotations.NullMarked;
