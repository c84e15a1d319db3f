package org.normscope.view.control;

import javafx.geometry.Insets;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;

/** Asks before something is lost, by a dialog that looks as the window does. */
public final class Question {
    /** Around the question and its buttons, pixels. */
    private static final double PADDING = 18;

    private Question() { }

    /**
     * Waits for the answer.
     *
     * @param yes message key of the button that does it
     * @param no  of the one that leaves all as it is, as Escape does
     */
    public static boolean of(Window window, Texts texts, String question, String yes, String no) {
        ButtonType does = new ButtonType(texts.now(yes), ButtonBar.ButtonData.OK_DONE),
            leaves = new ButtonType(texts.now(no), ButtonBar.ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.NONE, question, leaves, does);
        alert.initOwner(window);
        alert.setTitle(texts.now("app.name"));
        alert.getDialogPane().getStylesheets().setAll(window.getScene().getStylesheets());
        alert.getDialogPane().setPadding(new Insets(PADDING));
        return alert.showAndWait().filter(does::equals).isPresent();
    }
}
