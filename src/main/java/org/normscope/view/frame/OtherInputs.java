package org.normscope.view.frame;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.normscope.network.FedInputs;
import org.normscope.network.Network;
import org.normscope.network.SaidLayout;
import org.normscope.state.desk.StripItem;
import org.normscope.state.desk.Subject;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Room;
import org.normscope.view.control.Shortcut;

/** What a network's inputs beside the picture's are fed, and how its maps lie, said by hand. */
final class OtherInputs extends VBox {
    private static final String FOUND = "", OF_LAYER = SaidLayout.KEY + ":";

    private final Controls controls;
    private final Subject model;
    private final FileAsker asker;
    private final VBox inputs = new VBox(8);
    private final SimpleObjectProperty<String> layout = new SimpleObjectProperty<>(FOUND),
        ofLayer = new SimpleObjectProperty<>(FOUND);

    OtherInputs(Controls controls, Subject model, FileAsker asker) {
        super(12);
        this.controls = controls;
        this.model = model;
        this.asker = asker;
        Label own = controls.label(controls.texts().derived(this::own, model.choice()), "small", "muted");
        own.setWrapText(true);
        own.setMaxWidth(PreprocessingEditor.WIDE);
        own.setId("layouts");
        GridPane said = new GridPane();
        said.setHgap(10);
        said.setVgap(8);
        layout(said, "layout.choose", layout, () -> SaidLayout.KEY);
        layout(said, "layout.layer", ofLayer, this::keyOfLayer);
        getChildren().addAll(Room.shown(inputs, Bindings.isNotEmpty(inputs.getChildren())), said,
            Room.shown(own, own.textProperty().isNotEmpty()));
        model.network().addListener((property, old, network) -> show(network));
        model.choice().addListener((property, old, now) -> layouts());
        model.layers().addListener((ListChangeListener<StripItem>) change -> layouts());
        show(model.network().get());
    }

    /** One of the ways in which maps lie, of what a key of the network's input says. */
    private void layout(GridPane said, String name, SimpleObjectProperty<String> shown, Supplier<String> key) {
        List<String> letters = new ArrayList<>(List.of(FOUND));
        letters.addAll(SaidLayout.LETTERS);
        ComboBox<String> box = controls.choice(name, Shortcut.TAB, letters, shown,
            one -> one.equals(FOUND) ? controls.texts().now("layout.found") : one);
        box.setId(name);
        shown.addListener((property, old, next) -> {
            if (next == null || next.equals(said(key.get()))) return;
            model.setInput(key.get(), next.equals(FOUND) ? null : next);
            // Until the network is open with it, and where it does not open, it lies as before.
            Platform.runLater(this::layouts);
        });
        Label words = controls.label(name);
        words.setLabelFor(box);
        words.setMinWidth(USE_PREF_SIZE);
        said.addRow(said.getRowCount(), words, box);
    }

    private void layouts() {
        layout.set(said(SaidLayout.KEY));
        ofLayer.set(said(keyOfLayer()));
    }

    private String keyOfLayer() {
        return OF_LAYER + model.layers().stream().filter(StripItem::selected).map(item -> item.layer().name())
            .findFirst().orElse("");
    }

    /** The layers whose maps lie as somebody said, by name. */
    private String own() {
        String all = model.choice().get().network().input().entrySet().stream()
            .filter(said -> said.getKey().startsWith(OF_LAYER)).sorted(Map.Entry.comparingByKey())
            .map(said -> said.getKey().substring(OF_LAYER.length()) + " " + said.getValue())
            .collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : controls.texts().now("layout.own", all);
    }

    private String said(String key) {
        return model.choice().get().network().input().getOrDefault(key, "");
    }

    private void show(Network network) {
        layouts();
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
            () -> asker.open(FileAsker.Kind.INPUT).stream().findFirst().map(Path::toString)
                .ifPresent(path -> model.setInput(FedInputs.KEY + input, path)));
        Label name = new Label(input);
        name.setLabelFor(field);
        HBox row = new HBox(8, name, field, file);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
