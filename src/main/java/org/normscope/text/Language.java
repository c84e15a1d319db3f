package org.normscope.text;

import java.util.Locale;

/** The languages in which every word of the window stands. */
public enum Language {
    ENGLISH(Locale.ENGLISH, "en"), CHINESE(Locale.SIMPLIFIED_CHINESE, "zh");

    private final Locale locale;
    private final String code;

    Language(Locale locale, String code) {
        this.locale = locale;
        this.code = code;
    }

    public Locale locale() {
        return locale;
    }

    /** As on the command line and in session files: en, zh. */
    public String code() {
        return code;
    }
}
