package org.normscope.view.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.PaneModel;
import org.normscope.text.Language;
import org.normscope.view.frame.OnScreen;
import org.normscope.view.frame.WindowFixture;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** A pane's style picture and pool, as their user chooses them. */
class BorrowedWindowTest extends WindowFixture {
    @Start
    void start(Stage stage) {
        open(stage);
    }

    private PaneModel pane() {
        return window.app.workspace(NormalizeModel.class).selectedPane().get();
    }

    private void settle() {
        OnScreen.until(() ->
            window.app.workspace(NormalizeModel.class).maps().get() != null
                && !window.app.workspace(NormalizeModel.class).computing().get()
                && window.app.activity().get() == null);
    }

    private MenuButton menu(String says) {
        return OnScreen.all(window.frame, MenuButton.class).filter(OnScreen::shown)
            .filter(menu -> menu.getAccessibleText() != null && menu.getAccessibleText().startsWith(says))
            .findFirst().orElseThrow();
    }

    private static MenuItem item(MenuButton menu, String words) {
        return menu.getItems().stream().filter(item -> words.equals(item.getText())).findFirst().orElseThrow();
    }

    @Test
    void aStyleIsOpenedFromAFileWithTheKeyboardAndTakenBack(FxRobot robot) {
        settle();
        robot.interact(() -> window.app.workspace(NormalizeModel.class).edit().setNormalization(1, "adain"));
        settle();
        window.asker.toOpen.add(Path.of("assets/images/photos/boats.jpg"));
        MenuButton menu = menu("The picture whose style is taken");
        assertTrue(menu.isFocusTraversable() && menu.getText().equals("The next picture of the tray"), menu.getText());
        robot.interact(menu::requestFocus);
        robot.type(KeyCode.SPACE).type(KeyCode.UP).type(KeyCode.ENTER);
        OnScreen.until(() -> !pane().settings().get().borrowed().style().origin().isEmpty());
        settle();
        assertEquals("boats.jpg", menu.getText());
        assertEquals("style: boats.jpg", pane().cells().get().in(Language.ENGLISH));
        robot.interact(window.app::undo);
        settle();
        assertEquals("The next picture of the tray", menu.getText());
        robot.interact(() -> window.app.setLanguage(Language.CHINESE));
        assertEquals("托盘中的下一张图片", menu.getText());
    }

    @Test
    void aPoolIsReadWhileItsPaneSaysHowFarItIs(FxRobot robot) {
        settle();
        robot.interact(() -> window.app.workspace(NormalizeModel.class).edit().setNormalization(1, "ubn"));
        settle();
        window.asker.chosenFolder = Path.of("assets/images/photos");
        List<String> told = new java.util.concurrent.CopyOnWriteArrayList<>();
        robot.interact(() ->
            pane().fault().addListener((property, old, now) ->
                told.add(now == null ? "" : now.message(Language.ENGLISH))));
        robot.interact(() -> item(menu("The unlabelled pictures"), "A folder…").fire());
        OnScreen.until(() ->
            pane().cells().get() != null && "μ, σ of photos".equals(pane().cells().get().in(Language.ENGLISH))
                && pane().content().get() != null);
        settle();
        assertEquals("photos", menu("The unlabelled pictures").getText());
        assertTrue(told.stream().anyMatch(words -> words.startsWith("Taking the statistics of photos: ")),
            told.toString());
        assertEquals("", told.get(told.size() - 1));
    }
}
