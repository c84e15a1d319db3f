package org.normscope.state.desk.stage;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The last answer, given again for an equal question. */
public final class Memo<K, V> {
    private record Known<K, V>(K question, V answer) { }

    private volatile @Nullable Known<K, V> last;

    public V get(K asked, Function<K, V> compute) {
        Known<K, V> known = last;
        if (known == null || !asked.equals(known.question)) {
            known = new Known<>(asked, compute.apply(asked));
            last = known;
        }
        return known.answer;
    }

    /** What is being computed is remembered all the same. */
    public void forget() {
        last = null;
    }
}
