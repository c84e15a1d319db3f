package org.normscope.transfer;

/**
 * A picture with its class.
 *
 * @param file  path
 * @param hash  SHA-256 of the file, hexadecimal
 * @param label number of the class
 */
public record Example(String file, String hash, int label, Split split) {
    Example in(Split other) {
        return new Example(file, hash, label, other);
    }

    Example labelled(int other) {
        return new Example(file, hash, other, split);
    }
}
