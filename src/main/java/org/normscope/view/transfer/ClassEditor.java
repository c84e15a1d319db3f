package org.normscope.view.transfer;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.normscope.state.transfer.TransferModel;
import org.normscope.view.control.ClassNames;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Panel;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/** A class's name, and what other class its pictures may join; nothing on the disk is renamed. */
final class ClassEditor {
    private final TransferModel model;
    private final Controls controls;
    private final Texts texts;
    private final String name;
    private final Panel panel;

    /** @param others the other classes */
    ClassEditor(TransferModel model, Controls controls, String name, List<String> others) {
        this.model = model;
        this.controls = controls;
        this.name = name;
        texts = controls.texts();
        panel = controls.panel("transfer.class.edit", () -> content(others));
    }

    Button button() {
        Button[] button = new Button[1];
        button[0] = controls.icon(texts.derived(() -> texts.now("transfer.class.edit") + ": "
            + ClassNames.of(name, texts)), MaterialDesignP.PENCIL_OUTLINE, Shortcut.TAB,
            () -> panel.toggle(button[0]));
        button[0].getStyleClass().addAll("flat", "class-edit");
        return button[0];
    }

    private VBox content(List<String> others) {
        TextField field = controls.field(texts.of("transfer.class.name"));
        field.setText(name);
        field.setOnAction(event -> rename(field.getText()));
        Button set = controls.button("transfer.class.rename", Shortcut.TAB, () -> rename(field.getText()));
        FlowPane merge = new FlowPane();
        merge.getStyleClass().add("wrapped-row");
        for (String other : others) {
            Button into = controls.button("transfer.class.merge", Shortcut.TAB, () -> rename(other));
            into.textProperty().unbind();
            into.setText(ClassNames.of(other, texts));
            into.accessibleTextProperty().unbind();
            into.setAccessibleText(texts.now("transfer.class.merge") + " " + into.getText());
            merge.getChildren().add(into);
        }
        Label words = controls.label("transfer.class.merge", "muted", "small");
        VBox content = new VBox(controls.label("transfer.class.name", "strong"), field, set, Controls.rule(), words,
            merge);
        content.getStyleClass().addAll("section", "class-editor");
        return content;
    }

    /** Two classes of one name are one. */
    private void rename(String next) {
        panel.hide();
        model.nameClass(name, next);
    }
}
