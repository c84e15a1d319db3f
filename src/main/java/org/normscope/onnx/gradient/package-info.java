/**
 * Gradients as ONNX graphs: a rule an operator, objectives that add up, other ways of going back by other rules. A
 * newcomer starts at {@code Gradients}, then reads {@code Step} and any family of rules.
 */
@NullMarked
package org.normscope.onnx.gradient;

import org.jspecify.annotations.NullMarked;
