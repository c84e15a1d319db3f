/**
 * Style networks: the built-in one in three graphs, any fast-style file, tiles with the statistics of the whole
 * picture. A newcomer starts at {@code StyleNetwork}.
 */
package org.normscope.style;
