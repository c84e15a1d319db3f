/**
 * A network taught new classes: pictures by class, features at a cut, kept on disk, heads on them, and what they get
 * wrong. A newcomer starts at {@code ClassFolder} and {@code FeatureRun}.
 */
@NullMarked
package org.normscope.transfer;

import org.jspecify.annotations.NullMarked;
