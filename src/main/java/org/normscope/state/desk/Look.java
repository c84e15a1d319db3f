package org.normscope.state.desk;

import org.normscope.text.Language;

/** How the window looks and speaks. */
public record Look(Theme theme, Language language) {
    public Look withTheme(Theme next) {
        return new Look(next, language);
    }

    public Look withLanguage(Language next) {
        return new Look(theme, next);
    }
}
