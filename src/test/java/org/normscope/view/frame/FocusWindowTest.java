package org.normscope.view.frame;

import static org.normscope.view.frame.OnScreen.until;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.normscope.state.desk.Theme;
import org.normscope.state.desk.Workspace;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.state.style.StyleSettings;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/**
 * Without a pointer: all workspaces but Style and Shift, which {@link KeysWindowTest} walks through in every theme. In
 * the dark one each ring is looked at, in the others the first of each kind of control.
 */
class FocusWindowTest extends WindowFixture {
    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Test
    void tabReachesAllOfEveryWorkspaceWithARing(FxRobot robot) {
        until(() -> window.app.workspace(NormalizeModel.class).maps().get() != null);
        List<String> failures = new ArrayList<>();
        for (Workspace workspace : window.app.workspaces()) {
            if (List.of(StyleSettings.ID, ShiftSettings.ID).contains(workspace.id())) continue;
            robot.interact(() -> window.app.setWorkspace(workspace.id()));
            until(() -> window.app.activity().get() == null && !workspace.computing().get());
            robot.interact(() -> {
                // They float over the page on purpose.
                List.copyOf(window.app.notices()).forEach(window.app::dismiss);
                for (Theme theme : List.of(Theme.DARK, Theme.LIGHT, Theme.PROJECTOR)) {
                    window.app.setTheme(theme);
                    Set<String> kinds = new HashSet<>();
                    try {
                        new FocusWalk(window.frame, theme == Theme.DARK ? node -> true : node -> kinds.add(kind(node)))
                            .walk(List.of(TopBar.class), theme + " " + workspace.id());
                    } catch (AssertionError failure) {
                        failures.add(failure.getMessage());
                    }
                }
            });
        }
        Assertions.assertEquals(List.of(), failures);
    }

    private static String kind(Node node) {
        return node.getClass() + " " + node.getStyleClass();
    }
}
