package org.normscope.state.desk;

import java.util.function.Function;
import org.normscope.text.Fault;
import org.normscope.text.Language;

/** Something that the window tells until it is dismissed. Two notices are never equal, even if they say the same. */
public final class Notice {
    private final Function<Language, String> words;
    private final boolean fault;
    private final String about;

    private Notice(Function<Language, String> words, boolean fault, String about) {
        this.words = words;
        this.fault = fault;
        this.about = about;
    }

    static Notice of(Fault fault, String about) {
        return new Notice(fault::message, true, about);
    }

    static Notice of(Words words) {
        return new Notice(words::in, false, "");
    }

    /** Whether it tells that something of this kind failed, which has succeeded since. */
    boolean isOver(String done) {
        return fault && about.equals(done);
    }

    /** Whether something went wrong; else it only tells. */
    public boolean isFault() {
        return fault;
    }

    /** One line. */
    public String text(Language language) {
        return words.apply(language);
    }
}
