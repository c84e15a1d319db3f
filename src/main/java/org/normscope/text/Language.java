package org.normscope.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The languages in which every word of the window stands: each has a file of messages beside this class. */
public enum Language {
    ENGLISH(Locale.ENGLISH, List.of()),
    CHINESE(Locale.SIMPLIFIED_CHINESE, List.of("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC",
        "Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback"));

    private final Locale locale;
    private final List<String> fonts;

    Language(Locale locale, List<String> fonts) {
        this.locale = locale;
        this.fonts = fonts;
    }

    /** The language of the system, where the program speaks it; else English. */
    public static Language ofSystem() {
        String system = Locale.getDefault().getLanguage();
        return Arrays.stream(values()).filter(language -> language.code().equals(system)).findFirst().orElse(ENGLISH);
    }

    /** Families with its letters, the best first; empty where the program's own fonts have them. */
    public List<String> fonts() {
        return fonts;
    }

    public Locale locale() {
        return locale;
    }

    /** As on the command line and in session files: en, zh. */
    public String code() {
        return locale.getLanguage();
    }
}
