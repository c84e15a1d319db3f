package org.normscope.transfer;

/**
 * How training stands behind one epoch. Shares and losses of the training pictures are of the steps as they were taken.
 *
 * @param number   from 1; 0 is before training
 * @param accuracy of the training pictures, 0 to 1
 * @param judged   accuracy on the validation pictures when they were last asked; NaN where there are none. With few
 *                 pictures to learn from they are not asked behind every epoch, but behind the first and the last
 */
public record Epoch(int number, double loss, double accuracy, double judgedLoss, double judged) { }
