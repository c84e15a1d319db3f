package org.normscope.state.transfer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.normscope.network.Network;

/**
 * The lessons learnt last, with all that was made of them: who opens another network and comes back, by undo or by its
 * name, has lost nothing. Lives on the UI thread.
 */
final class KnownLessons {
    /** The one that is shown and the one before it: a lesson holds its network, and each training another one. */
    private static final int MOST = 2;

    /** What a lesson is made of. */
    record Question(Network network, String cut, List<Object> pictures) {
        static Question of(Network network, TransferSettings now) {
            return new Question(network, now.cut(), List.of(now.data(), now.labels(), now.names(), now.added()));
        }
    }

    /**
     * @param lesson     null where nothing came of it
     * @param deeper     what was trained on it
     * @param suspicions null where they were not looked for
     */
    record Known(@Nullable Lesson lesson, List<Deeper> deeper, FoundOut found, @Nullable List<Suspicion> suspicions) {
        static final Known NOTHING = new Known(null, List.of(), FoundOut.NOTHING, null);

        static Known of(Lesson lesson) {
            return new Known(lesson, List.of(), FoundOut.NOTHING, null);
        }
    }

    private final Map<Question, Known> known = new LinkedHashMap<>(16, .75f, true);

    Optional<Known> of(Question question) {
        return Optional.ofNullable(known.get(question));
    }

    /** @param question null where nothing was asked */
    void keep(@Nullable Question question, Known answer) {
        if (question == null || answer.lesson() == null) return;
        known.put(question, answer);
        if (known.size() > MOST) known.remove(known.keySet().iterator().next());
    }

    /** The pictures may lie otherwise now. */
    void forget() {
        known.clear();
    }
}
