package org.normscope.patches;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The SHA-256 of every picture by its number, ready to be compared. */
final class PictureHashes {
    private static final int WORDS = 4;

    private final Map<String, Integer> numbers = new HashMap<>();
    private long[] words = new long[1024 * WORDS];
    private int next = 1;

    /** The picture's number, or 0 where it is not known. */
    int number(String hash) {
        return numbers.getOrDefault(hash, 0);
    }

    /** A new picture gets the next number. */
    int add(String hash) {
        put(next, hash);
        return next - 1;
    }

    void put(int number, String hash) {
        numbers.put(hash, number);
        next = Math.max(next, number + 1);
        if (words.length < next * WORDS) words = Arrays.copyOf(words, Math.max(next * WORDS, words.length * 2));
        for (int i = 0; i < WORDS; i++) {
            words[number * WORDS + i] = HexFormat.fromHexDigitsToLong(hash, 16 * i, 16 * i + 16);
        }
    }

    void remove(String hash) {
        numbers.remove(hash);
    }

    Map<String, Integer> numbers() {
        return numbers;
    }

    int compare(int a, int b) {
        for (int i = 0; i < WORDS; i++) {
            int order = Long.compareUnsigned(words[a * WORDS + i], words[b * WORDS + i]);
            if (order != 0) return order;
        }
        return 0;
    }
}
