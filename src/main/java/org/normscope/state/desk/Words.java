package org.normscope.state.desk;

import java.util.List;
import org.normscope.text.Language;
import org.normscope.text.Messages;

/**
 * Something to say, in whichever language the window speaks when it says it.
 *
 * @param arguments words among them are said in that language, too
 */
public record Words(String key, List<Object> arguments) {
    public static Words of(String key, Object... arguments) {
        return new Words(key, List.of(arguments));
    }

    public String in(Language language) {
        return Messages.get(language, key, arguments.stream().map(argument ->
            argument instanceof Words words ? words.in(language) : argument).toArray());
    }
}
