package org.normscope.state.transfer;

import org.normscope.image.Pixels;
import org.normscope.transfer.LabelDoctor;

/**
 * A label that is probably wrong.
 *
 * @param is      the class it stands in
 * @param better  the class that is believed instead
 * @param picture made small
 */
public record Suspicion(LabelDoctor.Opinion opinion, String is, String better, Pixels picture) { }
