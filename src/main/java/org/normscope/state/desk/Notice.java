package org.normscope.state.desk;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.normscope.text.Fault;
import org.normscope.text.Language;

/** Something that the window tells until it is dismissed. Two notices are never equal, even if they say the same. */
public final class Notice {
    private final Function<Language, String> words;
    private final boolean fault;
    private final String about;
    private final @Nullable Answer answer;

    /**
     * What can be done about it.
     *
     * @param key of the message on the button that does it
     */
    public record Answer(String key, Runnable act) { }

    private Notice(Function<Language, String> words, boolean fault, String about, @Nullable Answer answer) {
        this.words = words;
        this.fault = fault;
        this.about = about;
        this.answer = answer;
    }

    static Notice of(Fault fault, String about) {
        return new Notice(fault::message, true, about, null);
    }

    static Notice of(Fault remark) {
        return new Notice(remark::message, false, "", null);
    }

    static Notice of(Words words) {
        return of(words, null);
    }

    static Notice of(Words words, @Nullable Answer answer) {
        return new Notice(words::in, false, "", answer);
    }

    /** Whether it tells that something of this kind failed, which has succeeded since. */
    boolean isOver(String done) {
        return fault && about.equals(done);
    }

    /** Whether something went wrong; else it only tells. */
    public boolean isFault() {
        return fault;
    }

    /** Where it asks something; null where it only tells. */
    public @Nullable Answer answer() {
        return answer;
    }

    /** One line. */
    public String text(Language language) {
        return words.apply(language);
    }
}
