package org.normscope.image;

/** Whether a picture file reaches its own end. */
enum Wholeness {
    WHOLE,
    /** All of the picture may be there, only the mark of the end is not. */
    UNENDED,
    CUT,
    /** Its header says another size than its picture. */
    CONTRADICTORY,
    /** More to do than such a file can be worth. */
    COSTLY,
    /** Only a small preview of what the camera's sensor saw. */
    PREVIEW,
    /** Packed in a way that no decoder here knows. */
    PACKED
}
