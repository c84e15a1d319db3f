package org.normscope.onnx.gradient;

/**
 * How one operator is gone back through: from the gradients of what it wrote to those of what it read. Every way back
 * is made of such rules; guided backpropagation and relevance are other rules for some operators.
 */
@FunctionalInterface
interface Rule {
    /** Gives the step, by {@link Step#give}, what the inputs get that it {@link Step#wants}. */
    void back(Step step);
}
