package org.normscope.state.desk;

import org.normscope.text.Fault;
import org.normscope.text.Language;

/** Something that the window tells until it is dismissed. Two notices are never equal, even if they say the same. */
public final class Notice {
    private final Fault fault;
    private final Words words;
    private final String about;

    private Notice(Fault fault, Words words, String about) {
        this.fault = fault;
        this.words = words;
        this.about = about;
    }

    static Notice of(Fault fault, String about) {
        return new Notice(fault, null, about);
    }

    static Notice of(Words words) {
        return new Notice(null, words, "");
    }

    /** Whether it tells that something of this kind failed, which has succeeded since. */
    boolean isOver(String done) {
        return fault != null && about.equals(done);
    }

    /** Whether something went wrong; else it only tells. */
    public boolean isFault() {
        return fault != null;
    }

    /** One line. */
    public String text(Language language) {
        return fault != null ? fault.message(language) : words.in(language);
    }
}
