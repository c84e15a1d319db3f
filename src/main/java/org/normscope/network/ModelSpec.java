package org.normscope.network;

import java.util.List;
import java.util.Map;
import org.normscope.image.Preprocessing;
import org.normscope.tensor.Tensor;

/**
 * What a network's file does not say: how pictures become its input, and what its outputs are called.
 *
 * @param preprocessing of the picture input
 * @param labels        by output index; empty where unknown
 * @param guessed       what of it was guessed rather than read from a manifest; empty where nothing was
 * @param fed           by input, what somebody chose to feed it instead of the picture or its stand-in
 */
public record ModelSpec(Preprocessing preprocessing, List<String> labels, List<Guess> guessed,
                        Map<String, Tensor> fed) { }
