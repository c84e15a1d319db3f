package org.normscope.view;

import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.normscope.state.AppModel;

/** Accuracy beside surgery; where there is no room for both, one of them, with a switch. */
final class BelowCurves extends VBox {
    /** What both need beside each other, in letters' heights. */
    private static final double BOTH = 43;

    private final SimpleBooleanProperty cutting = new SimpleBooleanProperty();

    BelowCurves(AppModel app, Controls controls, FileAsker asker) {
        getStyleClass().add("below-curves");
        ResultsCard results = new ResultsCard(app.shift(), controls, asker);
        SurgeryCard surgery = new SurgeryCard(app, controls);
        HBox.setHgrow(results, Priority.ALWAYS);
        HBox.setHgrow(surgery, Priority.ALWAYS);
        Label letter = new Label();
        letter.setManaged(false);
        BooleanBinding both = Room.enough(this, letter, BOTH);
        HBox cards = new HBox(Room.shown(results, both.or(cutting.not())), Room.shown(surgery, both.or(cutting)));
        cards.getStyleClass().add("shift-below");
        HBox pages = new HBox(page(controls, "shift.results.title", false), page(controls, "shift.surgery", true));
        pages.getStyleClass().add("pages");
        getChildren().addAll(letter, Room.shown(pages, both.not()), cards);
    }

    private ToggleButton page(Controls controls, String key, boolean surgery) {
        ToggleButton button = new ToggleButton();
        button.textProperty().bind(controls.texts().of(key));
        controls.named(button, controls.texts().of(key), Shortcut.TAB);
        button.setOnAction(event -> {
            cutting.set(surgery);
            button.setSelected(true);
        });
        cutting.addListener((property, was, now) -> button.setSelected(now == surgery));
        button.setSelected(!surgery);
        return button;
    }
}
