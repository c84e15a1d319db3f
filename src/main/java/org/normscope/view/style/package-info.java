/** What the Style workspace shows. A newcomer starts at {@code StyleFace}, then {@code StyleResult}. */
package org.normscope.view.style;
