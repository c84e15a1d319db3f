package org.normscope.node;

/** The rows of the tree, from top to bottom. */
public enum Branch {
    STROKES, FILTERS, COLOUR, STATISTICS, PATCHES, NETWORKS;

    public String nameKey() {
        return "node.branch." + name().toLowerCase(java.util.Locale.ROOT);
    }
}
