/**
 * The pipelines: from pictures through a network to maps, and what a layer is normalized with. A newcomer starts at
 * {@code FeatureMapFlow}.
 */
@NullMarked
package org.normscope.flow;

import org.jspecify.annotations.NullMarked;
