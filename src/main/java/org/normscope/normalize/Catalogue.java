package org.normscope.normalize;

import java.util.List;

/** All normalizations that NormScope knows, in the order in which they are offered. */
public final class Catalogue {
    /**
     * One family of normalizations.
     *
     * @param id         as on the command line: bn, ln, lrn-intra
     * @param shortName  as on a pane: BN, LN, LRN
     * @param name       as in the literature
     * @param formula    plain text
     * @param symbols    LaTeX
     * @param parameters in the order in which they are shown
     * @param source     paper or operator specification
     * @param factory    makes one with the parameters set
     */
    public record Entry(String id, String shortName, String name, String formula, String symbols,
                        List<Parameter> parameters, String source, Factory factory) {
        /**
         * @throws IllegalArgumentException where a key is unknown or a value out of range; the message names the key
         *                                  and what is allowed
         */
        public Normalization create(Parameters set) {
            return factory.create(set);
        }
    }

    /** Makes a normalization from the parameters that were set. */
    @FunctionalInterface
    public interface Factory {
        Normalization create(Parameters set);
    }

    private Catalogue() { }

    public static List<Entry> entries() {
        return List.of();
    }

    /** @throws IllegalArgumentException where there is none of that id; the message lists those there are */
    public static Entry entry(String id) {
        return entries().stream().filter(entry -> entry.id().equals(id)).findFirst().orElseThrow(() ->
            new IllegalArgumentException("no normalization '" + id + "'; there are: "
                + String.join(" ", entries().stream().map(Entry::id).toList())));
    }
}
