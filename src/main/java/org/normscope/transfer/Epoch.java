package org.normscope.transfer;

/**
 * How training stands behind one epoch. Shares and losses of the training pictures are of the steps as they were taken.
 *
 * @param number   from 1; 0 is before training
 * @param accuracy of the training pictures, 0 to 1
 * @param judged   accuracy on the validation pictures; NaN where there are none
 */
public record Epoch(int number, double loss, double accuracy, double judgedLoss, double judged) { }
