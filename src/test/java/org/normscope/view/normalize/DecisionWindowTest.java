package org.normscope.view.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.nameless;
import static org.normscope.view.frame.OnScreen.until;
import static org.normscope.view.frame.OnScreen.words;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.desk.Theme;
import org.normscope.state.normalize.DecisionModel;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.text.Language;
import org.normscope.view.frame.OnScreen;
import org.normscope.view.frame.WindowFixture;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What a decision rests on, and whether that is to be trusted, by keys alone. */
class DecisionWindowTest extends WindowFixture {
    @TempDir
    Path folder;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    private DecisionModel decision() {
        return window.app.workspace(NormalizeModel.class).decision();
    }

    private <B extends ButtonBase> B named(Class<B> kind, String name) {
        return all(window.frame, kind).filter(OnScreen::shown).filter(button ->
            button.getAccessibleText() != null && button.getAccessibleText().startsWith(name)).findFirst()
            .orElseThrow();
    }

    private void press(FxRobot robot, ButtonBase button) {
        robot.interact(button::requestFocus);
        robot.type(KeyCode.SPACE);
    }

    private Optional<Parent> panel() {
        return all(window.frame, VBox.class).filter(box -> box.getStyleClass().contains("trust")).findFirst()
            .map(Parent.class::cast);
    }

    @Test
    void itIsAskedReadAndWrittenByKeys(FxRobot robot) throws Exception {
        until(() -> window.app.workspace(NormalizeModel.class).maps().get() != null);
        press(robot, named(ButtonBase.class, "Show where the network looks"));
        until(() -> decision().decided().get() != null);
        window.asker.toSave = folder.resolve("looks.png");
        press(robot, named(MenuButton.class, "Export where the network looks"));
        robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
        until(() -> Files.exists(folder.resolve("looks.png")));
        press(robot, named(ButtonBase.class, "Is it to be trusted?"));
        until(() -> panel().isPresent() && decision().trust().trust().get() != null);
        assertEquals(List.of(), nameless(window.frame));
        for (Theme theme : Theme.values()) {
            robot.interact(() -> window.app.setTheme(theme));
            for (Language language : Language.values()) {
                robot.interact(() -> window.app.setLanguage(language));
                robot.interact(() -> window.frame.snapshot(null, null));
                assertEquals(List.of(), cut(panel().orElseThrow()), theme + " " + language);
            }
        }
        robot.interact(() -> window.app.setLanguage(Language.CHINESE));
        List<String> words = words(panel().orElseThrow());
        assertTrue(words.contains("可信吗？") && words.contains("全部随机"), words.toString());
        assertTrue(words.stream().noneMatch(text -> text.matches(".*\\b(likeness|random|trained|areas?)\\b.*")),
            words.toString());
        window.asker.toSave = folder.resolve("trust.png");
        press(robot, named(MenuButton.class, "导出可信度检验"));
        robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
        until(() -> Files.exists(folder.resolve("trust.png")));
        robot.type(KeyCode.ESCAPE);
        until(() -> panel().isEmpty());
        assertFalse(window.notices().stream().anyMatch(notice -> notice.contains("could not")));
    }

    @Test
    void whatWasAskedForComesIntoSight(FxRobot robot) {
        NormalizeModel model = window.app.workspace(NormalizeModel.class);
        until(() -> model.settled() && model.maps().get() != null);
        robot.interact(() -> named(ButtonBase.class, "Show where the network looks").fire());
        until(() -> decision().decided().get() != null && decision().decided().get().whole());
        robot.interact(() -> inSight(".looks"));
        robot.interact(() -> named(ButtonBase.class, "Show where the network looks").fire());
        robot.interact(() -> ((ScrollPane) window.frame.lookup(".inspector .scroll-pane")).setVvalue(0));
        robot.interact(() -> named(ButtonBase.class, "Measure").fire());
        until(() -> model.drift().get() != null);
        robot.interact(() -> inSight(".drift"));
    }

    private void inSight(String part) {
        window.frame.layout();
        Bounds sight = bounds(window.frame.lookup(".inspector .viewport")), shown = bounds(window.frame.lookup(part));
        assertTrue(shown.getHeight() > 20 && shown.getMinY() > sight.getMinY() - 1
            && shown.getMinY() + Math.min(shown.getHeight(), sight.getHeight()) < sight.getMaxY() + 1,
            part + " " + shown + " in " + sight);
    }

    private static Bounds bounds(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    /** Labels whose words are not all seen. */
    private static List<String> cut(Parent panel) {
        return all(panel, Label.class).filter(OnScreen::shown).filter(label -> label.getWidth() + .5
            < Math.min(label.prefWidth(-1), label.isWrapText() ? 0 : Double.MAX_VALUE)).map(Label::getText).toList();
    }
}
