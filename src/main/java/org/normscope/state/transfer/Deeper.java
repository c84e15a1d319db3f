package org.normscope.state.transfer;

import java.util.List;
import org.normscope.transfer.Epoch;
import org.normscope.transfer.HeadedGraph;
import org.normscope.transfer.Judgement;
import org.normscope.transfer.LayerChange;

/**
 * A network of which more than the head was trained.
 *
 * @param scratch whether all of it was, from fresh weights
 * @param lesson  whose pictures it learnt from
 * @param epochs  how it went
 * @param changes how far it moved each layer
 */
public record Deeper(boolean scratch, Lesson lesson, HeadedGraph headed, Judgement judged, List<Epoch> epochs,
                     List<LayerChange> changes) { }
