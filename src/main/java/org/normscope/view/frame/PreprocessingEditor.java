package org.normscope.view.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.normscope.image.Preprocessing;
import org.normscope.network.Network;
import org.normscope.normalize.Parameters;
import org.normscope.state.desk.Subject;
import org.normscope.view.control.Controls;
import org.normscope.view.control.FileAsker;
import org.normscope.view.control.Panel;
import org.normscope.view.control.Shortcut;
import org.normscope.view.control.Texts;

/**
 * How pictures become the network's input: each line shows what the manifest or a guess says, and takes another value
 * in the notation of {@code --input}; below, the other inputs and the classes.
 */
final class PreprocessingEditor {
    /** Keys of which guesses say their name; "again", "other" and "unknown" are about none of the lines. */
    private static final Set<String> NAMED = Set.of("size", "order", "fit", "light", "again", "other", "unknown");

    /** Pixels in which sentences wrap. */
    static final double WIDE = 480;

    private final Controls controls;
    private final Subject model;
    private final List<Runnable> refresh = new ArrayList<>();
    private final Panel panel;

    PreprocessingEditor(Controls controls, Subject model, FileAsker asker) {
        this.controls = controls;
        this.model = model;
        panel = controls.panel("preprocessing.title", () -> {
            Region content = content(new KnownClasses(controls, model, asker),
                new OtherInputs(controls, model, asker));
            refresh();
            return content;
        });
        model.network().addListener((property, old, network) -> refresh());
        model.choice().addListener((property, old, settings) -> refresh());
    }

    /** Opens it; its words say the size, and whether something was guessed. */
    Button button() {
        Texts texts = controls.texts();
        Button button = controls.button("preprocessing.open", MaterialDesignT.TUNE_VARIANT,
            Shortcut.PREPROCESSING, () -> { });
        button.textProperty().unbind();
        button.textProperty().bind(texts.derived(() -> words(model.network().get()), model.network()));
        button.setOnAction(event -> panel.toggle(button));
        button.setMinWidth(Button.USE_PREF_SIZE);
        button.disableProperty().bind(model.network().isNull());
        return button;
    }

    private String words(Network network) {
        if (network == null) return "";
        Preprocessing now = network.spec().preprocessing();
        String key = network.spec().guessed().isEmpty() ? "preprocessing.words" : "preprocessing.wordsGuessed";
        return controls.texts().now(key, Integer.toString(now.width()), Integer.toString(now.height()));
    }

    private Region content(KnownClasses known, OtherInputs others) {
        GridPane grid = new GridPane();
        grid.setHgap(10);
        grid.setVgap(8);
        text(grid, "size", now -> now.width() + "x" + now.height());
        text(grid, "range", now -> number(now.low()) + "," + number(now.high()));
        text(grid, "mean", now -> list(now.mean()));
        text(grid, "std", now -> list(now.std()));
        choice(grid, "order", List.of(Preprocessing.Order.values()), Preprocessing::order, Enum::name);
        choice(grid, "fit", List.of(Preprocessing.Fit.values()), Preprocessing::fit,
            fit -> fit.name().toLowerCase(Locale.ROOT));
        choice(grid, "light", List.of(Preprocessing.LightCurve.values()), Preprocessing::light,
            light -> light.name().toLowerCase(Locale.ROOT));
        Label about = controls.label("preprocessing.about", "small", "muted");
        about.setWrapText(true);
        Label guesses = controls.label(controls.texts().derived(() -> guesses(model.network().get()), model.network()),
            "small", "selected-text");
        guesses.setWrapText(true);
        guesses.managedProperty().bind(guesses.textProperty().isNotEmpty());
        VBox content = new VBox(12, controls.label("preprocessing.title", "title"), about, grid, guesses,
            Controls.rule(), others, Controls.rule(), known);
        for (Label words : List.of(about, guesses)) {
            words.setMinHeight(Region.USE_PREF_SIZE);
            words.prefWidthProperty().bind(grid.widthProperty());
        }
        content.getStyleClass().add("preprocessing");
        return content;
    }

    private void text(GridPane grid, String key, Function<Preprocessing, String> value) {
        TextField field = controls.field(controls.texts().of("preprocessing." + key));
        field.getStyleClass().add("number");
        Runnable commit = () -> {
            Network network = model.network().get();
            if (network != null && !field.getText().equals(value.apply(network.spec().preprocessing()))) {
                model.setInput(key, field.getText().trim());
            }
        };
        field.setOnAction(event -> commit.run());
        field.focusedProperty().addListener((property, was, focused) -> {
            if (!focused) commit.run();
        });
        row(grid, key, field, now -> field.setText(value.apply(now)));
    }

    private <T> void choice(GridPane grid, String key, List<T> values, Function<Preprocessing, T> value,
                            Function<T, String> text) {
        SimpleObjectProperty<T> chosen = new SimpleObjectProperty<>();
        ComboBox<T> box = controls.choice("preprocessing." + key, Shortcut.TAB, values, chosen,
            shown -> controls.texts().now("preprocessing." + key + "." + text.apply(shown)));
        box.setMaxWidth(Double.MAX_VALUE);
        chosen.addListener((property, old, next) -> {
            Network network = model.network().get();
            if (next != null && network != null && next != value.apply(network.spec().preprocessing())) {
                model.setInput(key, text.apply(next));
            }
        });
        row(grid, key, box, now -> chosen.set(value.apply(now)));
    }

    private void row(GridPane grid, String key, Node editor, Consumer<Preprocessing> show) {
        Label origin = new Label();
        origin.getStyleClass().addAll("small");
        Button back = controls.icon(controls.texts().of("control.reset", controls.texts().of("preprocessing." + key)),
            MaterialDesignR.RESTORE, Shortcut.TAB, () -> model.setInput(key, null));
        back.getStyleClass().addAll("flat", "muted");
        Label name = controls.label("preprocessing." + key);
        name.setLabelFor(editor);
        GridPane.setHalignment(origin, HPos.LEFT);
        grid.addRow(grid.getRowCount(), name, editor, origin, back);
        origin.setMinWidth(90);
        refresh.add(() -> {
            Network network = model.network().get();
            if (network == null) return;
            show.accept(network.spec().preprocessing());
            boolean changed = model.choice().get().network().input().containsKey(key);
            boolean guessed = !changed && guessed(network, key);
            origin.textProperty().unbind();
            origin.textProperty().bind(controls.texts().of(
                changed ? "preprocessing.changed" : guessed ? "preprocessing.guessed" : "preprocessing.read"));
            origin.getStyleClass().setAll("label", "small", guessed ? "selected-text" : "muted");
            back.setVisible(changed);
        });
    }

    /** A guess names its key; those that do not are about the values' range, mean and deviation. */
    private static boolean guessed(Network network, String key) {
        Set<String> told = network.spec().guessed()
            .stream().map(guess -> guess.key().substring(guess.key().lastIndexOf('.') + 1))
            .map(kind -> NAMED.contains(kind) ? kind : "values").collect(Collectors.toSet());
        return told.contains(NAMED.contains(key) ? key : "values");
    }

    private String guesses(Network network) {
        return network == null ? ""
            : network.spec().guessed().stream().map(guess -> "· " + guess.in(controls.texts().language()))
                .collect(Collectors.joining("\n"));
    }

    private void refresh() {
        refresh.forEach(Runnable::run);
    }

    private static String number(float value) {
        return Parameters.text(Double.parseDouble(Float.toString(value)));
    }

    private static String list(float[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> number(values[i])).collect(Collectors.joining(","));
    }
}
