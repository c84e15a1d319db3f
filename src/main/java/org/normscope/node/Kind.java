package org.normscope.node;

/** What a node makes of what. */
public enum Kind {
    /** A content becomes a picture of its size. */
    PAINT,
    /** A content and a style become a picture of the content's size. */
    PAINT_WITH_STYLE,
    /** A sample becomes a picture of any size that looks like more of it. */
    TEXTURE;

    public boolean styled() {
        return this == PAINT_WITH_STYLE;
    }
}
