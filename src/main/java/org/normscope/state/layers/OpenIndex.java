package org.normscope.state.layers;

import org.normscope.patches.PatchCutter;
import org.normscope.patches.PatchIndex;

/**
 * An index as it stands.
 *
 * @param edition counts what its indexer has written since it was opened: another edition may give other answers
 */
record OpenIndex(PatchIndex index, PatchCutter cutter, int edition) { }
