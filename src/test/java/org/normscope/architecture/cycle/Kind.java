package org.normscope.architecture.cycle;

/** Makes its own kinds, which is no fault. */
public interface Kind {
    /** Of one kind. */
    static Kind one() {
        return new OneKind();
    }
}
