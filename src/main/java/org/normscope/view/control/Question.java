package org.normscope.view.control;

import javafx.geometry.Insets;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Asks before something is lost, by a dialog that looks as the window does. */
public final class Question {
    /** Around the question and its buttons, and between them, pixels. */
    private static final double PADDING = 18;
    private static final double WIDTH = 400;

    private Question() { }

    /**
     * Waits for the answer. Who presses Enter or Escape without reading loses nothing.
     *
     * @param yes message key of the button that does it
     * @param no  of the one that leaves all as it is
     */
    public static boolean of(Window window, Texts texts, String question, String yes, String no) {
        ButtonType does = new ButtonType(texts.now(yes), ButtonBar.ButtonData.OK_DONE),
            leaves = new ButtonType(texts.now(no), ButtonBar.ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.NONE, "", leaves, does);
        alert.initOwner(window);
        alert.setTitle(texts.now("app.name"));
        Label words = new Label(question);
        words.setWrapText(true);
        words.setPrefWidth(WIDTH);
        words.setMaxWidth(WIDTH); // the pane asks how high it is for its own width, its padding included
        words.setPadding(new Insets(0, 0, PADDING, 0));
        DialogPane pane = alert.getDialogPane();
        pane.setContent(new VBox(words));
        pane.getStylesheets().setAll(window.getScene().getStylesheets());
        pane.setPadding(new Insets(PADDING));
        ((Button) pane.lookupButton(does)).setDefaultButton(false);
        ((Button) pane.lookupButton(leaves)).setDefaultButton(true);
        return alert.showAndWait().filter(does::equals).isPresent();
    }
}
