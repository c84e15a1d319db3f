package org.normscope.state.transfer;

import java.util.List;
import org.normscope.transfer.Epoch;

/**
 * Training under way, or over.
 *
 * @param scratch     whether all is trained, from fresh weights
 * @param of          epochs at most
 * @param epochs      those that are over
 * @param secondsLeft what the rest will take at most; 0 where that is not known
 */
public record Run(boolean scratch, int of, List<Epoch> epochs, double secondsLeft) { }
