package org.normscope.view.frame;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Shortcut;

/** A sheet that lies over the window until closed; laid out when it is first opened. */
abstract class Overlay extends StackPane {
    private final Controls controls;
    private final String title;
    private @Nullable Button close;
    private @Nullable Node before;

    /** @param title key of the message above it */
    Overlay(Controls controls, String title) {
        this.controls = controls;
        this.title = title;
        getStyleClass().add("veil");
        setVisible(false);
        setOnMouseClicked(event -> {
            if (event.getTarget() == this) hide();
        });
    }

    /** Puts what is read below the sheet's head. */
    abstract void fill(VBox sheet, Controls controls);

    /** Shows it, or closes it where it is shown. */
    final void toggle() {
        if (isVisible()) {
            hide();
            return;
        }
        Button opened = close == null ? build() : close;
        close = opened;
        before = getScene().getFocusOwner();
        setVisible(true);
        opened.requestFocus();
    }

    final void hide() {
        setVisible(false);
        if (before != null) before.requestFocus();
    }

    private Button build() {
        Button button = controls.icon("sheet.close", MaterialDesignC.CLOSE, Shortcut.TAB, this::hide);
        button.getStyleClass().add("flat");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(controls.label(title, "title"), gap, button);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox sheet = new VBox(head);
        sheet.getStyleClass().addAll("card", "help-sheet");
        fill(sheet, controls);
        getChildren().add(sheet);
        return button;
    }
}
