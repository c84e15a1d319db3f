package org.normscope.view.control;

import javafx.css.Styleable;

/** Gives words with Chinese letters in them a font that has these, whichever language the window speaks. */
final class ChineseLetters {
    private static final String STYLE = "chinese";

    private ChineseLetters() { }

    static void mark(Styleable styled, String text) {
        boolean chinese = text != null && text.codePoints().anyMatch(Character::isIdeographic);
        if (!chinese) styled.getStyleClass().remove(STYLE);
        else if (!styled.getStyleClass().contains(STYLE)) styled.getStyleClass().add(STYLE);
    }
}
