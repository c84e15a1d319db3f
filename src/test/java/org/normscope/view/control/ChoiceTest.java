package org.normscope.view.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.normscope.text.Language;
import org.normscope.view.frame.OnScreen;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class ChoiceTest {
    private final SimpleObjectProperty<Integer> most = new SimpleObjectProperty<>(1),
        set = new SimpleObjectProperty<>(1);

    @Test
    void itsValuesAreFollowedThoughNobodyElseHoldsThem(FxRobot robot) {
        Controls controls = new Controls(new Texts(new SimpleObjectProperty<>(Language.ENGLISH)), new Keyboard());
        List<ComboBox<Integer>> made = new ArrayList<>();
        robot.interact(() -> made.add(Choice.of(controls, "concepts.of",
            Bindings.createObjectBinding(() -> List.of(1, most.get()), most), set, Integer::intValue, set::set,
            String::valueOf)));
        collect();
        robot.interact(() -> most.set(7));
        assertEquals(List.of(1, 7), made.get(0).getItems());
        robot.interact(() -> made.get(0).setValue(7));
        assertEquals(7, set.get());
        robot.interact(() -> set.set(1));
        assertEquals(1, made.get(0).getValue());
    }

    @Test
    void itIsAsWideAsItsWordsWhateverItsLettersWereBefore(FxRobot robot) {
        Controls controls = new Controls(new Texts(new SimpleObjectProperty<>(Language.ENGLISH)), new Keyboard());
        List<Double> widths = new ArrayList<>();
        robot.interact(() -> {
            ComboBox<Integer> box = Choice.of(controls, "concepts.of", List.of(1, 1_000_000_000), set,
                Integer::intValue, set::set, String::valueOf);
            Group root = new Group(box);
            new Scene(root);
            for (int letters : new int[] {10, 30, 10}) {
                box.setStyle("-fx-font-size: " + letters + "px");
                root.applyCss();
                root.layout();
                root.applyCss();
                widths.add(box.prefWidth(-1));
            }
        });
        assertEquals(widths.get(0), widths.get(2));
        assertTrue(widths.get(1) > widths.get(0) + 50, widths.toString());
    }

    @Test
    void anOpenListIsTakenFromByEnterOrAClickAndLeftByEscape(FxRobot robot) {
        Controls controls = new Controls(new Texts(new SimpleObjectProperty<>(Language.ENGLISH)), new Keyboard());
        List<Integer> told = new ArrayList<>();
        List<ComboBox<Integer>> made = new ArrayList<>();
        robot.interact(() -> {
            made.add(Choice.of(controls, "concepts.of", List.of(1, 2, 3), set, Integer::intValue, one -> {
                told.add(one);
                set.set(one);
            }, String::valueOf));
            Stage stage = new Stage();
            stage.setScene(new Scene(new Group(made.get(0)), 200, 200));
            stage.show();
            made.get(0).requestFocus();
        });
        ComboBox<Integer> box = made.get(0);
        OnScreen.until(() -> box.getScene().getWindow().isFocused());
        open(robot, box);
        robot.type(KeyCode.DOWN).type(KeyCode.DOWN);
        assertEquals(3, box.getValue(), "what is marked can be read");
        robot.type(KeyCode.ESCAPE);
        OnScreen.until(() -> !box.isShowing());
        assertEquals(1, box.getValue());
        open(robot, box);
        robot.type(KeyCode.DOWN);
        robot.interact(box::hide);
        assertEquals(1, box.getValue(), "as by a click elsewhere");
        assertEquals(List.of(), told);
        open(robot, box);
        robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
        OnScreen.until(() -> !box.isShowing());
        assertEquals(List.of(2), told);
        open(robot, box);
        robot.clickOn(robot.lookup(cell -> cell instanceof ListCell<?> row && Integer.valueOf(3).equals(row.getItem())
            && row.getListView() != null).<ListCell<?>>query());
        OnScreen.until(() -> !box.isShowing());
        assertEquals(List.of(2, 3), told);
        robot.type(KeyCode.UP);
        assertEquals(List.of(2, 3, 2), told, "a closed one steps");
        robot.interact(() -> box.getScene().getWindow().hide());
    }

    private static void open(FxRobot robot, ComboBox<?> box) {
        robot.interact(box::show);
        OnScreen.until(box::isShowing);
    }

    /** Returns when what nobody holds is gone. */
    private static void collect() {
        WeakReference<Object> gone = new WeakReference<>(new Object());
        while (gone.get() != null) System.gc();
    }
}
