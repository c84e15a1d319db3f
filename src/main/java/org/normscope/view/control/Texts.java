package org.normscope.view.control;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.value.ObservableValue;
import org.normscope.text.Language;
import org.normscope.text.Messages;

/** Words that follow the language while the window runs. */
public final class Texts {
    /** A hair's width; lines may end there, which the toolkit does not let them at a space of no width. */
    public static final String BREAK = "\u200a";

    /** So many names tell whom a sentence is about; more of them would hide the rest. */
    private static final int NAMED = 4;

    private final ObservableValue<Language> language;

    public Texts(ObservableValue<Language> language) {
        this.language = language;
    }

    public ObservableValue<Language> languageProperty() {
        return language;
    }

    public Language language() {
        return language.getValue();
    }

    /** A key's text as it stands now. */
    public String now(String key, Object... arguments) {
        return Messages.get(language(), key, arguments);
    }

    /** A key's text as it will always stand; arguments that are observable are followed, too. */
    public StringBinding of(String key, Object... arguments) {
        Observable[] followed = Stream.concat(Stream.of(language),
            Arrays.stream(arguments).filter(Observable.class::isInstance).map(Observable.class::cast))
            .toArray(Observable[]::new);
        return Bindings.createStringBinding(() -> now(key, Arrays.stream(arguments).map(Texts::value).toArray()),
            followed);
    }

    /** Words made of whatever else is watched, said anew when that or the language changes. */
    public StringBinding derived(Callable<String> words, Observable... watched) {
        return Bindings.createStringBinding(words,
            Stream.concat(Stream.of(language), Arrays.stream(watched)).toArray(Observable[]::new));
    }

    /** Names in a line: the first of them where there are many, and how many more there are. */
    public String several(List<String> names) {
        String named = names.stream().limit(NAMED).reduce((one, next) -> now("several.next", one, next)).orElse("");
        return names.size() <= NAMED ? named : now("several.more", named, names.size() - NAMED);
    }

    private static Object value(Object argument) {
        return argument instanceof ObservableValue<?> observable ? observable.getValue() : argument;
    }
}
