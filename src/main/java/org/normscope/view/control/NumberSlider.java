package org.normscope.view.control;

import atlantafx.base.controls.ProgressSliderSkin;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.DoubleConsumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.normscope.normalize.Parameters;

/**
 * A number by slider, by field, by arrow and page keys, with a way back to its initial value. It shows what
 * {@link #show(double)} was given and tells {@link Gesture} what the user does; a drag is one gesture.
 */
public final class NumberSlider extends VBox {
    private static final MathContext SHOWN_DIGITS = new MathContext(4);
    /** Steps of an arrow key that Page Up goes. */
    private static final int PAGE = 10;

    /** Who hears of the user's moves. */
    public interface Gesture {
        /** A drag, a key, an entry begins. */
        void begin();

        void move(double value);

        void end();

        /** For numbers that no history records. */
        static Gesture of(DoubleConsumer move) {
            return new Gesture() {
                @Override public void begin() { }
                @Override public void move(double value) { move.accept(value); }
                @Override public void end() { }
            };
        }
    }

    private final NumberRange range;
    private final Gesture gesture;
    private final Slider slider = new Slider(0, 1, 0);
    private final TextField field;
    private final Button reset;
    private final Label label;
    private double initial;
    private double value;
    private boolean showing;
    private boolean dragging;

    public NumberSlider(Controls controls, ObservableValue<String> name, NumberRange range,
                        double initial, Gesture gesture) {
        this.range = range;
        this.initial = initial;
        this.gesture = gesture;
        field = controls.field(name);
        field.getStyleClass().add("number");
        field.setPrefColumnCount(5);
        reset = controls.icon(controls.texts().of("control.reset", name), MaterialDesignR.RESTORE, Shortcut.TAB,
            () -> once(this.initial));
        reset.getStyleClass().addAll("flat", "muted");
        slider.setSkin(new ProgressSliderSkin(slider));
        slider.getStyleClass().add("progress-slider");
        slider.setBlockIncrement(range.step());
        slider.accessibleTextProperty().bind(name);
        label = Controls.told(controls.label(name));
        lay();
        listen();
        show(initial);
    }

    public double value() {
        return value;
    }

    /** Where the reset leads from now on; it may depend on other choices. */
    public void setInitial(double next) {
        initial = next;
        reset.setDisable(value == initial);
    }

    /** Shows a value that came from elsewhere: the model, undo. The gesture hears nothing of it. */
    public void show(double shown) {
        showing = true;
        value = shown;
        slider.setValue(range.positionOf(shown));
        field.setText(text(shown));
        field.pseudoClassStateChanged(Pseudo.WRONG, false);
        reset.setDisable(shown == initial);
        showing = false;
    }

    /** Explains the number by the sentence under "tip." and that key. */
    public NumberSlider about(Controls controls, String key) {
        for (Control part : List.of(label, slider, field)) controls.about(part, key);
        return this;
    }

    /**
     * Name, slider and field beside each other: for columns of numbers, where height is dear. A long name takes a
     * second line.
     */
    public NumberSlider inOneLine() {
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        HBox line = new HBox(label, slider, reset, field);
        HBox.setHgrow(slider, Priority.ALWAYS);
        line.setAlignment(Pos.CENTER_LEFT);
        label.getStyleClass().add("number-slider-name");
        getChildren().setAll(line);
        return this;
    }

    private void lay() {
        label.setLabelFor(slider);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(label, gap, reset, field);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setSpacing(2);
        getChildren().addAll(head, slider);
        setSpacing(2);
        getStyleClass().add("number-slider");
    }

    private void listen() {
        slider.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
            dragging = true;
            gesture.begin();
        });
        slider.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> {
            dragging = false;
            gesture.end();
        });
        slider.valueProperty().addListener((property, old, position) -> {
            if (showing) return;
            double moved = rounded(range.valueAt(position.doubleValue()));
            if (dragging) move(moved);
            else once(moved);
        });
        slider.addEventFilter(KeyEvent.KEY_PRESSED, this::sliderKey);
        field.setOnAction(event -> enter());
        field.focusedProperty().addListener((property, was, focused) -> {
            if (!focused) enter();
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::fieldKey);
    }

    private void fieldKey(KeyEvent event) {
        if (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN) {
            step(event, event.getCode() == KeyCode.UP ? 1 : -1);
        } else if (event.getCode() == KeyCode.ESCAPE) {
            show(value);
        }
    }

    /** Those that JavaFX's own horizontal slider leaves to whatever it lies in. With Control they are the window's. */
    private void sliderKey(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) return;
        switch (event.getCode()) {
            case UP -> step(event, 1);
            case DOWN -> step(event, -1);
            case PAGE_UP -> step(event, PAGE);
            case PAGE_DOWN -> step(event, -PAGE);
            default -> { }
        }
    }

    private void step(KeyEvent event, int steps) {
        once(rounded(range.valueAt(range.positionOf(value) + steps * range.step())));
        event.consume();
    }

    private void enter() {
        if (field.getText().equals(text(value))) return;
        try {
            once(range.nearest(Double.parseDouble(field.getText().trim().replace(',', '.'))));
        } catch (NumberFormatException noNumber) {
            field.pseudoClassStateChanged(Pseudo.WRONG, true);
        }
    }

    private void once(double moved) {
        gesture.begin();
        move(moved);
        gesture.end();
    }

    private void move(double moved) {
        boolean news = moved != value;
        show(moved);
        if (news) gesture.move(moved);
    }

    private static double rounded(double value) {
        return new BigDecimal(value, new MathContext(3)).doubleValue();
    }

    private static String text(double value) {
        return Parameters.text(new BigDecimal(value, SHOWN_DIGITS).doubleValue());
    }
}
