package org.normscope.transfer;

/**
 * A file that nothing is learnt from, or a folder without any.
 *
 * @param file   path
 * @param detail of a broken one what is wrong with it, in English; of a duplicate the file that it is the same as
 */
public record LeftOut(String file, Why why, String detail) {
    /** Why a file is left out. */
    public enum Why {
        /** It is no whole picture. */
        BROKEN,
        /** The same bytes lie there under another name in the same class, or on the other side of a given split. */
        DUPLICATE,
        /** The same bytes lie in two classes: nobody can say which is right. */
        CONTRADICTING,
        /** It lies beside the folders of the classes. */
        LOOSE,
        /** A folder where a class should be holds no picture. */
        EMPTY
    }
}
