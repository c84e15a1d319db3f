package org.normscope.view.frame;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.normscope.network.FedInputs;
import org.normscope.network.Network;
import org.normscope.network.SaidLayout;
import org.normscope.state.desk.Subject;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Shortcut;

/** What a network's inputs beside the picture's are fed, and how its maps lie, said by hand. */
final class OtherInputs extends VBox {
    private static final String FOUND = "";

    private final Controls controls;
    private final Subject model;
    private final FileAsker asker;
    private final VBox inputs = new VBox(8);
    private final SimpleObjectProperty<String> layout = new SimpleObjectProperty<>(FOUND);

    OtherInputs(Controls controls, Subject model, FileAsker asker) {
        super(12);
        this.controls = controls;
        this.model = model;
        this.asker = asker;
        List<String> letters = new ArrayList<>(List.of(FOUND));
        letters.addAll(SaidLayout.LETTERS);
        ComboBox<String> box = controls.choice("layout.choose", Shortcut.TAB, letters, layout,
            shown -> shown.equals(FOUND) ? controls.texts().now("layout.found") : shown);
        box.setId("layout");
        layout.addListener((property, old, next) -> {
            if (next != null && !next.equals(said(SaidLayout.KEY))) {
                model.setInput(SaidLayout.KEY, next.equals(FOUND) ? null : next);
            }
        });
        Label name = controls.label("layout.choose");
        name.setLabelFor(box);
        getChildren().addAll(inputs, new HBox(8, name, box));
        model.network().addListener((property, old, network) -> show(network));
        model.choice().addListener((property, old, now) -> layout.set(said(SaidLayout.KEY)));
        show(model.network().get());
    }

    private String said(String key) {
        return model.choice().get().network().input().getOrDefault(key, "");
    }

    private void show(Network network) {
        layout.set(said(SaidLayout.KEY));
        inputs.getChildren().clear();
        if (network == null || network.chosenInputs().isEmpty()) return;
        inputs.getChildren().add(controls.label("inputs.title", "strong"));
        network.chosenInputs().forEach(input -> inputs.getChildren().add(row(input)));
        Label about = controls.label("inputs.about", "small", "muted");
        about.setWrapText(true);
        about.setMaxWidth(PreprocessingEditor.WIDE);
        inputs.getChildren().add(about);
    }

    private HBox row(String input) {
        TextField field = controls.field(controls.texts().of("inputs.field", input));
        field.setText(said(FedInputs.KEY + input));
        field.promptTextProperty().bind(controls.texts().of("inputs.prompt"));
        Runnable commit = () -> {
            String what = field.getText().strip();
            if (!what.equals(said(FedInputs.KEY + input))) {
                model.setInput(FedInputs.KEY + input, what.isEmpty() ? null : what);
            }
        };
        field.setOnAction(event -> commit.run());
        field.focusedProperty().addListener((property, was, focused) -> {
            if (!focused) commit.run();
        });
        Button file = controls.icon("inputs.file", MaterialDesignF.FOLDER_OPEN_OUTLINE, Shortcut.TAB,
            () -> asker.open(FileAsker.Kind.ANYTHING).stream().findFirst().map(Path::toString)
                .ifPresent(path -> model.setInput(FedInputs.KEY + input, path)));
        Label name = new Label(input);
        name.setLabelFor(field);
        return new HBox(8, name, field, file);
    }
}
