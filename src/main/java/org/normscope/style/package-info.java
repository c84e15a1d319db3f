/**
 * Style networks: the built-in one in three graphs, any fast-style file, tiles with the statistics of the whole
 * picture. A newcomer starts at {@code StyleNetwork}.
 */
@NullMarked
package org.normscope.style;

import org.jspecify.annotations.NullMarked;
