/** What the Normalize workspace shows. A newcomer starts at {@code NormalizeFace}, then {@code PaneView}. */
package org.normscope.view.normalize;
