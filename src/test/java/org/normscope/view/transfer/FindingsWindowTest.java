package org.normscope.view.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.nameless;
import static org.normscope.view.frame.OnScreen.until;
import static org.normscope.view.frame.OnScreen.words;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.transfer.Finding;
import org.normscope.state.transfer.TransferModel;
import org.normscope.state.transfer.TransferSettings;
import org.normscope.transfer.ColourPictures;
import org.normscope.transfer.HeadedGraph;
import org.normscope.view.control.Drawing;
import org.normscope.view.frame.OnScreen;
import org.normscope.view.frame.OpenWindow;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Questions about the lesson as the window's user asks them. */
@ExtendWith(ApplicationExtension.class)
class FindingsWindowTest {
    @TempDir
    static Path folder;
    private OpenWindow window;
    private TransferModel model;

    /** A network of a few weights: see training.py. */
    @Start
    void open(Stage stage) throws IOException {
        String network = new ObjectMapper().readTree(HeadedGraph.class.getResource("training.json")).get("network")
            .asText();
        Files.write(folder.resolve("small.onnx"), Base64.getDecoder().decode(network));
        Files.writeString(folder.resolve("small.json"), "{\"range\": [0, 1], \"mean\": [0, 0, 0], \"std\": [1, 1, 1]}");
        Path data = ColourPictures.write(folder.resolve("data"), 16, 0);
        window = new OpenWindow(stage, folder.resolve("kept"), OpenWindow.settings().with(TransferSettings.class,
            settings -> settings.withData(List.of(data.toString()))));
        model = window.app.workspace(TransferModel.class);
        window.app.subject().openNetwork(folder.resolve("small.onnx").toString());
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    private Button button(String words) {
        return all(window.frame, Button.class).filter(OnScreen::shown)
            .filter(button -> words.equals(button.getAccessibleText())).findFirst().orElseThrow();
    }

    private String figure() {
        LessonCard card = all(window.frame, LessonCard.class).findFirst().orElseThrow();
        return all(card, Drawing.class).filter(OnScreen::shown).findFirst().orElseThrow().getAccessibleText();
    }

    private void ask(FxRobot robot, Finding finding) {
        ComboBox<?> questions = all(window.frame, ComboBox.class)
            .filter(box -> "What is asked".equals(box.getAccessibleText())).findFirst().orElseThrow();
        robot.interact(() -> questions.getSelectionModel().select(finding.ordinal()));
        robot.interact(button("Measure")::fire);
        until(model::settled);
        assertEquals(List.of(), window.notices());
        assertEquals(List.of(), nameless(window.frame));
    }

    @Test
    void questionsAreAnsweredOneAfterAnother(FxRobot robot) {
        until(() -> window.app.subject().network().get() != null
            && window.app.subject().network().get().name().contains("small"));
        robot.interact(() -> window.app.setWorkspace(TransferSettings.ID));
        until(() -> model.settled() && model.lesson().get() != null);
        ask(robot, Finding.FEW);
        assertTrue(figure().contains("head only: 5 ") && figure().contains("from scratch: 5 "), figure());
        assertTrue(words(window.frame).contains("How few are enough?"), words(window.frame).toString());
    }

    /** What is known when it is cancelled stays. */
    @Test
    void aJobIsPausedAndCancelled(FxRobot robot) {
        until(() -> window.app.subject().network().get() != null
            && window.app.subject().network().get().name().contains("small"));
        robot.interact(() -> window.app.setWorkspace(TransferSettings.ID));
        until(() -> model.settled() && model.lesson().get() != null);
        robot.interact(() -> {
            button("Measure").fire();
            model.pause(true);
        });
        until(() -> button("Cancel").isVisible() && model.paused().get());
        robot.interact(() -> model.pause(false));
        until(() -> !model.findings().ways().get().curves().isEmpty());
        robot.interact(button("Cancel")::fire);
        until(model::settled);
        assertTrue(!model.findings().ways().get().curves().isEmpty());
        assertEquals(List.of(), window.notices());
    }
}
