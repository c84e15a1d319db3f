package org.normscope.network;

import java.util.List;
import org.normscope.image.Preprocessing;

/**
 * What a network's file does not say: how pictures become its input, and what its outputs are called.
 *
 * @param preprocessing of the picture input
 * @param labels        by output index; empty where unknown
 * @param guessed       what of it was guessed rather than read from a manifest; empty where nothing was
 */
public record ModelSpec(Preprocessing preprocessing, List<String> labels, List<Guess> guessed) { }
