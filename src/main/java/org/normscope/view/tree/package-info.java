/** What the Tree workspace shows. A newcomer starts at {@code TreeFace}, then {@code Timeline}. */
package org.normscope.view.tree;
