package org.normscope.network;

import java.util.List;
import org.normscope.text.Language;
import org.normscope.text.Messages;

/**
 * Something about a network that nobody said and that was assumed: the window shows it, the command line tells it.
 *
 * @param key       of its words
 * @param arguments that stand in them
 */
public record Guess(String key, List<String> arguments) {
    static Guess of(String key, String... arguments) {
        return new Guess(key, List.of(arguments));
    }

    public String in(Language language) {
        return Messages.get(language, key, arguments.toArray());
    }

    /** In English. */
    @Override
    public String toString() {
        return in(Language.ENGLISH);
    }
}
