package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.transfer.Finding;
import org.normscope.state.transfer.TransferModel;
import org.normscope.state.transfer.TransferSettings;
import org.normscope.transfer.ColourPictures;
import org.normscope.text.Language;
import org.normscope.transfer.SmallNetwork;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Transfer in every window, whatever is shown: nothing, a lesson, training, labels that look wrong, an opened cell. */
@ExtendWith(ApplicationExtension.class)
class TransferFitsTest {
    private static final List<String> CLASSES = List.of("daisy", "dandelion", "roses", "sunflowers", "tulips",
        "a class of a long name");

    @TempDir
    static Path folder;
    private OpenWindow window;
    private TransferModel model;

    @Start
    void open(Stage stage) throws IOException {
        SmallNetwork.write(folder);
        window = new OpenWindow(stage, folder.resolve("kept"), OpenWindow.settings().with(TransferSettings.class,
            settings -> settings.withData(List.of(folder.resolve("nothing").toString()))));
        model = window.app.workspace(TransferModel.class);
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void everyStateFitsEverywhere(FxRobot robot) throws IOException {
        until(() -> window.app.subject().network().get() != null);
        robot.interact(() -> window.app.subject().openNetwork(folder.resolve("small.onnx").toString()));
        until(() -> window.app.subject().network().get().name().contains("small"));
        robot.interact(() -> window.app.setWorkspace(TransferSettings.ID));
        until(model::settled);
        fits(robot, Map.of("nothing", () -> { }));
        Path data = ColourPictures.write(folder.resolve("data"), CLASSES, 12);
        Files.writeString(data.resolve("roses/broken.png"), "no picture");
        robot.interact(() -> model.setData(List.of(data.toString())));
        until(() -> model.lesson().get() != null && model.settled());
        robot.interact(() -> model.train(false));
        until(() -> model.run().get() != null);
        robot.interact(() -> model.pause(true));
        fits(robot, Map.of("training", () -> { }));
        robot.interact(() -> model.pause(false));
        until(model::settled);
        robot.interact(() -> {
            window.app.setLanguage(Language.ENGLISH);
            int[][] confusion = model.lesson().get().judged().confusion(CLASSES.size());
            int label = 0;
            while (confusion[label][label] == 0) label++;
            model.openCell(label, label);
            model.doctor();
        });
        until(() -> model.settled() && model.suspicions().get() != null && !model.wrong().get().isEmpty());
        assertFalse(model.suspicions().get().isEmpty());
        Map<String, Runnable> pages = new LinkedHashMap<>();
        for (String page : List.of("Label doctor", "Classes")) {
            ToggleButton button = all(window.frame, ToggleButton.class).filter(one -> page.equals(one.getText()))
                .findFirst().orElseThrow();
            pages.put(page, button::fire);
        }
        fits(robot, pages);
        Map<String, Runnable> findings = new LinkedHashMap<>();
        for (Finding finding : Finding.values()) {
            robot.interact(() -> {
                model.findings().choose(finding);
                model.findings().find();
            });
            // The first draws are enough to be looked at.
            until(() -> model.settled() || !model.findings().ways().get().curves().isEmpty());
            robot.interact(model::cancelJob);
            findings.put(finding.name(), () -> model.findings().choose(finding));
        }
        assertEquals(List.of(), window.notices());
        // Beside what takes most room: the curves of a training that is over.
        robot.interact(() -> model.train(false));
        until(() -> model.settled() && model.run().get() != null);
        fits(robot, findings);
    }

    private void fits(FxRobot robot, Map<String, Runnable> views) {
        assertEquals("", String.join("\n", new EveryWindow(window, robot).misfits(views)));
    }
}
