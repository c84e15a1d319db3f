package org.normscope.state.layers;

/**
 * The choices about a layer's concepts.
 *
 * @param open  whether they stand in place of the figure
 * @param count of them
 * @param of    number of the class whose decision they share; {@link #NONE} for none
 * @param here  whether the current picture is shown, with where each is, in place of their patches
 */
public record ConceptsSettings(boolean open, int count, int of, boolean here) {
    public static final int NONE = -1;
    /** That many can still be told apart on a screen. */
    public static final int MOST = 12;

    static ConceptsSettings initial() {
        return new ConceptsSettings(false, 6, NONE, false);
    }

    public ConceptsSettings withOpen(boolean next) {
        return new ConceptsSettings(next, count, of, here);
    }

    public ConceptsSettings withCount(int next) {
        return new ConceptsSettings(open, next, of, here);
    }

    public ConceptsSettings withClass(int next) {
        return new ConceptsSettings(open, count, next, here);
    }

    public ConceptsSettings withHere(boolean next) {
        return new ConceptsSettings(open, count, of, next);
    }
}
