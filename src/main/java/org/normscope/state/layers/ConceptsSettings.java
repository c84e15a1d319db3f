package org.normscope.state.layers;

/**
 * The choices about a layer's concepts.
 *
 * @param open  whether they stand in place of the figure
 * @param count of them
 * @param of    number of the class whose decision they share; {@link #NONE} for none
 */
public record ConceptsSettings(boolean open, int count, int of) {
    public static final int NONE = -1;
    /** That many can still be told apart on a screen. */
    public static final int MOST = 12;

    static ConceptsSettings initial() {
        return new ConceptsSettings(false, 6, NONE);
    }

    public ConceptsSettings withOpen(boolean next) {
        return new ConceptsSettings(next, count, of);
    }

    public ConceptsSettings withCount(int next) {
        return new ConceptsSettings(open, next, of);
    }

    public ConceptsSettings withClass(int next) {
        return new ConceptsSettings(open, count, next);
    }
}
