package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.network.Network;
import org.normscope.onnx.TinyModel;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.tensor.Shape;
import org.normscope.view.control.Controls;
import org.normscope.view.control.Keyboard;
import org.normscope.view.control.Texts;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The card behind the input's size: what the network knows, what its other inputs are fed, how its maps lie. */
class InputCardTest extends WindowFixture {
    @TempDir
    Path folder;
    private KnownClasses known;
    private OtherInputs others;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Test
    void saysWhatTheNetworkKnowsAndTakesFilesAndLetters(FxRobot robot) throws IOException {
        until(() -> network() != null);
        robot.interact(() -> {
            known = new KnownClasses(controls(), window.app.subject(), window.asker);
            others = new OtherInputs(controls(), window.app.subject(), window.asker);
        });
        assertTrue(said().startsWith("This network knows"), said());
        Path model = Files.write(folder.resolve("two.onnx"), new TinyModel().input("x", 1, 3, 32, 32)
            .input("mask", 1, 1, 32, 32).node("Concat", "x mask", "both", TinyModel.integer("axis", 1))
            .weights("w", new int[] {2, 4, 1, 1}, 1, 0, 0, 1, 0, 1, 0, 0).node("Conv", "both w", "c")
            .node("GlobalAveragePool", "c", "g").node("Flatten", "g", "f").node("Softmax", "f", "y").output("y")
            .bytes());
        DroppedFiles.on(window.frame, robot, List.of(model));
        until(() -> network().name().equals("two"));
        DroppedFiles.on(window.frame, robot, List.of(Files.writeString(folder.resolve("pets.txt"), "cat\ndog\n")));
        until(() -> said().contains("cat, dog"));
        robot.interact(() -> {
            TextField mask = OnScreen.all(others, TextField.class).findFirst().orElseThrow();
            mask.setText("0.5");
            mask.getOnAction().handle(null);
        });
        until(() -> network().spec().fed().containsKey("mask"));
        robot.interact(() -> OnScreen.all(others, ComboBox.class).findFirst().orElseThrow().getSelectionModel()
            .select(2));
        until(() -> network().layer("c").orElseThrow().shape().equals(Shape.of(1, 32, 2, 32)));
        assertTrue(said().contains("cat, dog"), "what was said before stays");
        robot.interact(() -> {
            window.app.workspace(NormalizeModel.class).selectLayer("c");
            OnScreen.all(others, ComboBox.class).skip(1).findFirst().orElseThrow().getSelectionModel().select(1);
        });
        until(() -> network().layer("c").orElseThrow().shape().equals(Shape.of(1, 2, 32, 32)));
        assertEquals("Said by hand: c NCHW", layouts().getText());
        robot.interact(window.app::undo);
        until(() -> network().layer("c").orElseThrow().shape().equals(Shape.of(1, 32, 2, 32)));
        assertEquals("", layouts().getText());
    }

    private Label layouts() {
        return OnScreen.all(others, Label.class).filter(label -> "layouts".equals(label.getId())).findFirst()
            .orElseThrow();
    }

    private String said() {
        return OnScreen.all(known, Label.class).filter(label -> "known-classes".equals(label.getId())).findFirst()
            .orElseThrow().getText();
    }

    private Network network() {
        return window.app.workspace(NormalizeModel.class).network().get();
    }

    private Controls controls() {
        return new Controls(new Texts(window.app.language()),
            new Keyboard());
    }
}
