/**
 * The pipelines: from pictures through a network to maps, and what a layer is normalized with. A newcomer starts at
 * {@code FeatureMapFlow}.
 */
package org.normscope.flow;
