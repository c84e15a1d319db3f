package org.normscope.state;

import java.util.function.Function;

/** The last answer, given again for an equal question. */
final class Memo<K, V> {
    private K question;
    private V answer;

    V get(K asked, Function<K, V> compute) {
        if (!asked.equals(question)) {
            answer = compute.apply(asked);
            question = asked;
        }
        return answer;
    }
}
