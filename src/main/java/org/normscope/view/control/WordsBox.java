package org.normscope.view.control;

import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.event.EventTarget;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.Skin;
import javafx.scene.control.skin.ComboBoxListViewSkin;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;

/**
 * One of several values, taken from its open list by Enter, Space or a click; whatever else closes the list leaves it.
 * It is as wide as the widest of its words in the letters that it has now. The toolkit's own asks the cells of its
 * list, which are dressed only while that is open: after a change of size or language it would stay as wide as it was.
 */
final class WordsBox<T> extends ComboBox<T> {
    /** Of a long list the first tell how wide words are. */
    private static final int MEASURED = 50;

    private final ObjectProperty<T> taken = new SimpleObjectProperty<>(this, "taken");
    /** Whether what closes the open list takes what is marked in it. */
    private boolean taking;

    WordsBox() {
        valueProperty().addListener((property, old, now) -> {
            if (!isShowing()) taken.set(now);
        });
        taken.addListener((property, old, now) -> setValue(now));
        showingProperty().addListener((property, was, now) -> {
            if (now) taking = false;
            else if (taking) taken.set(getValue());
            else setValue(taken.get());
        });
    }

    /** The value, which the marks of an open list do not change before one is taken. */
    ObjectProperty<T> taken() {
        return taken;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        ComboBoxListViewSkin<T> skin = new ComboBoxListViewSkin<>(this);
        Node list = skin.getPopupContent();
        list.addEventFilter(KeyEvent.KEY_PRESSED, event ->
            taking = event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE);
        list.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> taking = inCell(event.getTarget()));
        return skin;
    }

    private static boolean inCell(EventTarget target) {
        Node node = target instanceof Node hit ? hit : null;
        while (node != null && !(node instanceof Cell<?>)) node = node.getParent();
        return node != null;
    }

    @Override
    protected double computePrefWidth(double height) {
        ListCell<T> shown = getButtonCell();
        Node arrow = lookup(".arrow-button");
        if (shown == null || arrow == null || getConverter() == null) return super.computePrefWidth(height);
        Text words = new Text();
        words.setFont(shown.getFont());
        double widest = 0;
        for (T item : getItems().subList(0, Math.min(MEASURED, getItems().size()))) {
            words.setText(getConverter().toString(item));
            widest = Math.max(widest, words.getLayoutBounds().getWidth());
        }
        Insets around = getInsets(), inside = shown.getInsets();
        return snapSizeX(around.getLeft() + around.getRight() + inside.getLeft() + inside.getRight()
            + Math.ceil(widest) + 1 + arrow.prefWidth(-1));
    }

    /** A cell whose words follow the language. */
    static final class Cell<T> extends ListCell<T> {
        private final Function<T, String> words;

        Cell(Function<T, String> words, Texts texts) {
            this.words = words;
            texts.languageProperty().addListener((property, old, language) -> updateItem(getItem(), isEmpty()));
        }

        @Override
        protected void updateItem(T item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? null : words.apply(item));
        }
    }
}
