package org.normscope.view.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.normscope.text.Language;
import org.normscope.view.frame.OnScreen;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Undo and redo where a field has the keyboard. */
@ExtendWith(ApplicationExtension.class)
class EntryFieldTest {
    private final List<String> done = new ArrayList<>();
    private Stage stage;
    private NumberSlider number;
    private TextField name;

    @Start
    void open(Stage opened) {
        stage = opened;
        Keyboard keyboard = new Keyboard();
        Controls controls = new Controls(new Texts(new SimpleObjectProperty<>(Language.ENGLISH)), keyboard);
        keyboard.on(Shortcut.UNDO, () -> done.add("undo"));
        keyboard.on(Shortcut.REDO, () -> done.add("redo"));
        keyboard.on(Shortcut.REDO_TOO, () -> done.add("redo too"));
        number = new NumberSlider(controls, new SimpleStringProperty("epsilon"), NumberRange.linear(0, 10), 1,
            NumberSlider.Gesture.of(value -> done.add("to " + value)));
        name = controls.field(new SimpleStringProperty("name"));
        Scene scene = new Scene(new VBox(number, name, new Button("other")), 300, 200);
        keyboard.install(scene);
        stage.setScene(scene);
        stage.show();
        stage.toFront();
    }

    @BeforeEach
    void focused() {
        OnScreen.until(stage::isFocused);
    }

    @Test
    void ofANumberThatWasEnteredTheyAreTheWindows(FxRobot robot) {
        TextField field = (TextField) number.lookup(".number");
        robot.interact(field::requestFocus);
        keys(robot, KeyCode.Z);
        robot.interact(field::selectAll);
        robot.type(KeyCode.DIGIT5).type(KeyCode.ENTER);
        keys(robot, KeyCode.Z);
        keys(robot, KeyCode.Y);
        keys(robot, KeyCode.SHIFT, KeyCode.Z);
        assertEquals(List.of("undo", "to 5.0", "undo", "redo too", "redo"), done);
    }

    @Test
    void whatIsTypedIsTheFieldsUntilItIsEntered(FxRobot robot) {
        robot.interact(name::requestFocus);
        robot.type(KeyCode.A);
        keys(robot, KeyCode.Z);
        assertEquals("", name.getText());
        keys(robot, KeyCode.Y);
        assertEquals("a", name.getText());
        keys(robot, KeyCode.Z);
        keys(robot, KeyCode.SHIFT, KeyCode.Z);
        assertEquals("a", name.getText());
        assertEquals(List.of(), done);
        robot.type(KeyCode.ENTER);
        keys(robot, KeyCode.Z);
        assertEquals(List.of("undo"), done);
        assertEquals("a", name.getText());
    }

    @Test
    void whatIsNoNumberIsNotEntered(FxRobot robot) {
        TextField field = (TextField) number.lookup(".number");
        robot.interact(field::requestFocus);
        robot.type(KeyCode.X).type(KeyCode.ENTER);
        keys(robot, KeyCode.Z);
        assertEquals(List.of(), done);
        assertEquals("1", field.getText());
    }

    private static void keys(FxRobot robot, KeyCode... with) {
        robot.press(KeyCode.CONTROL).press(with).release(with).release(KeyCode.CONTROL);
    }
}
