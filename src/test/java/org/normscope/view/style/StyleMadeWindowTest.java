package org.normscope.view.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;
import static org.normscope.view.frame.OnScreen.words;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureFile;
import org.normscope.state.style.StyleFrame;
import org.normscope.text.Language;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What the jobs of the Style workspace made is what is seen large. */
class StyleMadeWindowTest extends StyleWindow {
    @Start
    void start(Stage stage) {
        open(stage);
    }

    private BeforeAfter picture() {
        return all(window.frame, BeforeAfter.class).findFirst().orElseThrow();
    }

    private ButtonBase button(String words) {
        return all(window.frame, ButtonBase.class).filter(one -> words.equals(one.getText())).findFirst().orElseThrow();
    }

    private void press(FxRobot robot, String words) {
        robot.interact(button(words)::requestFocus);
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
    }

    @Test
    void theAnswerIsRefinedAndItsDifferenceSeen(FxRobot robot) {
        Path cat = folder.resolve("cat.png");
        PictureFile.writePng(Lanczos.scaled(PictureFile.read(CAT), 56), cat);
        robot.interact(() -> model().chooseContent(List.of(cat.toString())));
        until(() -> settings().content().origin().equals(cat.toString()));
        settle();
        press(robot, "Refine by descent");
        assertTrue(words(window.frame).stream().anyMatch(text -> text.startsWith("cat.png: refining by ")),
            words(window.frame).toString());
        until(() -> model().render().get().picture() != null);
        robot.interact(() -> { });
        assertSame(model().render().get().picture(), picture().shown().after());
        assertTrue(words(window.frame).stream().anyMatch(text ->
            text.startsWith("cat.png · ") && text.contains(": 56 × ") && text.contains("the loss fell")));
        press(robot, "What it changed");
        StyleFrame difference = picture().shown();
        assertNotSame(model().render().get().picture(), difference.after());
        robot.interact(() -> window.app.setLanguage(Language.CHINESE));
        assertTrue(words(window.frame).stream().anyMatch(text -> text.contains("损失由")));
        robot.interact(() -> model().setWeight(.3));
        settle();
        assertSame(model().frame().get(), picture().shown(), "what was made by other settings is not shown");
        robot.interact(() -> window.app.undo());
        robot.interact(() -> model().chooseContent(List.of("builtin:photos/dahlia")));
        until(() -> settings().content().origin().endsWith("dahlia"));
        settle();
        assertSame(model().frame().get(), picture().shown());
        assertTrue(words(window.frame).stream().anyMatch(text -> text.startsWith("cat.png · ")),
            "what is offered for saving says of which picture it is");
        robot.interact(() -> window.app.undo());
        settle();
        assertSame(difference.after(), picture().shown().after());
        press(robot, "所改变之处");
        assertFalse(model().render().get().made().refined().seen());
    }

    @Test
    void theFullSizeIsSeen(FxRobot robot) {
        robot.interact(() -> model().setFullSide(1024));
        robot.interact(() -> model().chooseContent(List.of("builtin:photos/dahlia")));
        until(() -> settings().content().origin().endsWith("dahlia"));
        settle();
        robot.interact(() -> {
            model().renderFull();
            assertTrue(words(window.frame).stream().anyMatch(text -> text.startsWith("Dahlia: rendering 1024 × ")),
                words(window.frame).toString());
            window.app.setLanguage(Language.CHINESE);
            assertTrue(words(window.frame).stream().anyMatch(text -> text.startsWith("大丽花：正在渲染")),
                words(window.frame).toString());
            window.app.setLanguage(Language.ENGLISH);
        });
        until(() -> model().render().get().picture() != null);
        robot.interact(() -> { });
        assertEquals(1024, picture().shown().side());
        assertTrue(words(window.frame).stream().anyMatch(text -> text.endsWith("px · full size")));
        robot.interact(() -> model().endRender());
        assertSame(model().frame().get(), picture().shown());
    }
}
