/**
 * Which patches of a corpus fire each unit: the indexer, its store and the figure. A newcomer starts at {@code
 * Indexer}; docs/indexing.md says what is guaranteed.
 */
@NullMarked
package org.normscope.patches;

import org.jspecify.annotations.NullMarked;
