package org.normscope.view.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.normscope.view.frame.OnScreen.until;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.normscope.normalize.Cell;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.text.Language;
import org.normscope.view.frame.WindowFixture;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What a normalization does to later layers, and how to ask for its drift, is in sight at 1440 x 900. */
class InspectorSightTest extends WindowFixture {
    private static final int WIDE = 1440, HIGH = 900;

    @Start
    void start(Stage stage) {
        open(stage);
        stage.setWidth(WIDE);
        stage.setHeight(HIGH);
    }

    @Test
    void laterLayersAndDriftAreInSight(FxRobot robot) {
        NormalizeModel model = window.app.workspace(NormalizeModel.class);
        until(() -> model.settled() && window.app.activity().get() == null);
        robot.interact(() -> window.app.subject().openNetwork("builtin:explorer"));
        until(() -> model.settled() && window.app.subject().network().get().origin().equals("builtin:explorer"));
        robot.interact(() -> {
            model.selectLayer("block1.first.conv");
            model.edit().selectPane(1);
        });
        until(() -> model.settled() && model.layer().get().name().equals("block1.first.conv"));
        robot.interact(() -> model.pointAt(1, new Cell(0, 5, 28, 28)));
        until(model::settled);
        List<String> hidden = new ArrayList<>();
        for (Language language : Language.values()) {
            robot.interact(() -> {
                window.app.setLanguage(language);
                window.frame.applyCss();
                window.frame.layout();
                Parent column = (Parent) window.frame.lookup(".inspector-column");
                double end = lower(window.frame.lookup(".inspector .viewport"));
                for (Node section : column.getChildrenUnmodifiable()) {
                    boolean wanted = section instanceof NetworkSection || section instanceof DriftSection;
                    if (wanted && lower(section) > end) {
                        hidden.add(language + " " + section.getClass().getSimpleName() + " to " + lower(section)
                            + " of " + end);
                    }
                }
            });
        }
        assertEquals(List.of(), hidden);
    }

    private static double lower(Node node) {
        return node.localToScene(node.getLayoutBounds()).getMaxY();
    }
}
