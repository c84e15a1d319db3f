package org.normscope.view.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Parameter;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.PaneModel;
import org.normscope.view.frame.OpenWindow;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ParameterFormTest {
    private OpenWindow window;
    private NormalizeModel model;

    @Start
    void open(Stage stage) {
        window = new OpenWindow(stage);
        model = window.app.workspace(NormalizeModel.class);
    }

    @BeforeEach
    void opened() throws TimeoutException {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS,
            () -> model.maps().get() != null && model.selectedPane().get() != null);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    private PaneModel show(FxRobot robot, String id) {
        robot.interact(() -> model.edit().setNormalization(1, id));
        robot.interact(() -> model.edit().selectPane(1));
        robot.interact(() -> window.frame.layout());
        return model.selectedPane().get();
    }

    @Test
    void everyParameterHasAControlWhoseNameIsLegible(FxRobot robot) {
        for (Catalogue.Entry entry : Catalogue.entries()) {
            show(robot, entry.id());
            for (String id : entry.parameters().stream().flatMap(ParameterFormTest::controls).toList()) {
                assertNotNull(window.frame.lookup("#" + id), entry.id() + " " + id);
                Label name = (Label) window.frame.lookup("#" + id).lookup(".number-slider-name");
                assertTrue(name.getWidth() >= name.prefWidth(-1) - 1,
                    entry.id() + ": " + name.getText() + " is cut off");
            }
        }
    }

    private static Stream<String> controls(Parameter parameter) {
        String id = "parameter-" + parameter.key();
        return parameter instanceof Parameter.Weights weights ? weights.parts().stream().map(part -> id + "-" + part)
            : Stream.of(id);
    }

    @Test
    void eachWeightHasItsSliderAndOneUndo(FxRobot robot) {
        PaneModel pane = show(robot, "sn");
        Slider slider = (Slider) window.frame.lookup("#parameter-weights-var-LN").lookup(".slider");
        robot.interact(() -> slider.setValue(0.25));
        assertEquals("1,0.25,1", pane.value("weights-var"));
        assertEquals("1,1,1", pane.value("weights-mean"));
        robot.interact(() -> window.app.undo());
        assertEquals("1,1,1", pane.value("weights-var"));
        assertEquals(1, slider.getValue());
    }

    @Test
    void theConditionIsAPictureOrAClass(FxRobot robot) {
        PaneModel pane = show(robot, "cin");
        List<ToggleButton> buttons = window.frame.lookup("#parameter-condition").lookupAll(".toggle-button").stream()
            .map(ToggleButton.class::cast).toList();
        assertEquals(List.of("style picture", "class"), buttons.stream().map(ToggleButton::getText).toList());
        assertTrue(buttons.get(0).isSelected());
        robot.interact(buttons.get(1)::fire);
        assertEquals("0", pane.value("condition"));
        assertTrue(buttons.get(1).isSelected() && !buttons.get(0).isSelected());
        robot.interact(buttons.get(1)::requestFocus);
        robot.type(KeyCode.LEFT);
        assertTrue(buttons.get(0).isSelected());
        assertEquals(Parameter.Condition.STYLE, pane.value("condition"), "an arrow chooses what it presses");
        robot.interact(window.app::undo);
        assertEquals("0", pane.value("condition"));
        assertTrue(buttons.get(1).isSelected());
    }
}
