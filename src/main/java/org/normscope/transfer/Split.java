package org.normscope.transfer;

/** What a picture is there for: to learn from, to choose by, or to be judged by at the end. */
public enum Split {
    TRAINING, VALIDATION, TEST;

    private static final int HUNDRED = 100, TRAINED = 70, VALIDATED = 85;

    /**
     * 70, 15 and 15 of a hundred, by a picture's SHA-256 alone: it stays where it is whatever is added, and the same
     * picture under two names stands on one side.
     *
     * @param hash hexadecimal
     */
    static Split of(String hash) {
        int place = Integer.remainderUnsigned(Integer.parseUnsignedInt(hash.substring(0, 8), 16), HUNDRED);
        return place < TRAINED ? TRAINING : place < VALIDATED ? VALIDATION : TEST;
    }
}
