package org.normscope.view.control;

import java.util.List;
import javafx.event.ActionEvent;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;

/** A field whose keys of undo and redo are the window's again once what was typed in it is entered. */
final class EntryField extends TextField {
    private static final List<Shortcut> REDO = List.of(Shortcut.REDO, Shortcut.REDO_TOO);

    private String entered = "";

    EntryField(Keyboard keyboard) {
        addEventHandler(ActionEvent.ACTION, event -> entered = getText());
        focusedProperty().addListener((property, had, has) -> entered = getText());
        // The toolkit's field swallows these keys even where it has nothing to undo.
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (!typing()) keyboard.take(event, Shortcut.UNDO);
            for (Shortcut redo : REDO) {
                // Which of the two keys is the toolkit's depends on the system.
                if (isRedoable() && redo.matches(event)) {
                    redo();
                    event.consume();
                } else keyboard.take(event, redo);
            }
        });
    }

    /** What code sets, a number's field what it shows, leaves nothing to undo. */
    private boolean typing() {
        return isUndoable() && (getPseudoClassStates().contains(Pseudo.WRONG) || !getText().equals(entered));
    }
}
