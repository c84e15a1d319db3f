package org.normscope.state.desk;

import org.normscope.text.Fault;
import org.normscope.text.Language;

/** Something that the window tells until it is dismissed. Two notices are never equal, even if they say the same. */
public final class Notice {
    private final Fault fault;
    private final Words words;

    private Notice(Fault fault, Words words) {
        this.fault = fault;
        this.words = words;
    }

    static Notice of(Fault fault) {
        return new Notice(fault, null);
    }

    static Notice of(Words words) {
        return new Notice(null, words);
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
