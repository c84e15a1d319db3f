package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.normscope.state.app.Preferences;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class OpeningSizeTest {
    private final List<Stage> shown = new ArrayList<>();

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(() -> shown.forEach(Stage::close));
    }

    /** @return width, height, and what was said to be the least before it was shown */
    private List<Double> opened(FxRobot robot, double width, double height, double screenWidth, double screenHeight) {
        List<Double> sizes = new ArrayList<>();
        robot.interact(() -> {
            Stage stage = new Stage();
            shown.add(stage);
            stage.setScene(new Scene(new Pane()));
            // As a window manager does that makes windows as small as they may be.
            stage.addEventHandler(WindowEvent.WINDOW_SHOWN, event -> {
                stage.setWidth(960);
                stage.setHeight(640);
            });
            OpeningSize.give(stage, new Preferences(null, width, height, false, null, Map.of()),
                new Rectangle2D(0, 0, screenWidth, screenHeight));
            double least = stage.getMinWidth();
            stage.show();
            sizes.addAll(List.of(stage.getWidth(), stage.getHeight(), least, stage.getMinWidth()));
        });
        return sizes;
    }

    @Test
    void opensAsItWasClosedUnderAWindowManagerThatMakesWindowsSmall(FxRobot robot) {
        assertEquals(List.of(1200.0, 800.0, 0.0, 960.0), opened(robot, 1200, 800, 1920, 1080));
    }

    @Test
    void opensAsLargeAsIsGoodWhereNothingIsRemembered(FxRobot robot) {
        assertEquals(List.of(1440.0, 900.0), opened(robot, 0, 0, 1920, 1080).subList(0, 2));
    }

    @Test
    void isNeverLargerThanTheScreenNorSmallerThanWhatFits(FxRobot robot) {
        assertEquals(List.of(1280.0, 700.0), opened(robot, 3000, 2000, 1280, 700).subList(0, 2));
        assertEquals(List.of(960.0, 640.0), opened(robot, 100, 100, 1280, 720).subList(0, 2));
    }
}
