package org.normscope.view.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.nameless;
import static org.normscope.view.frame.OnScreen.until;
import static org.normscope.view.frame.OnScreen.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.attribution.Projection;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.LayersSettings;
import org.normscope.state.layers.WishSettings;
import org.normscope.text.Language;
import org.normscope.view.frame.OnScreen;
import org.normscope.view.frame.OpenWindow;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The plate of a unit as its user meets it, on a folder of three photos. */
@ExtendWith(ApplicationExtension.class)
class PlateWindowTest {
    @TempDir
    static Path folder;
    private OpenWindow window;

    @Start
    void open(Stage stage) throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (String photo : List.of("dogs", "cat", "dahlia")) {
            Path copy = corpus.resolve(photo + ".jpg");
            if (!Files.exists(copy)) Files.copy(Path.of("assets/images/photos", photo + ".jpg"), copy);
        }
        window = new OpenWindow(stage, folder.resolve("data"), OpenWindow.settings().with(LayersSettings.class,
            s -> s.withCorpus(corpus.toString())).withWorkspace(LayersSettings.ID));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    private LayersModel model() {
        return window.app.workspace(LayersModel.class);
    }

    private boolean whole() {
        return model().plate().wish().get() != null && model().plate().wish().get().done()
            && model().plate().field().get() != null && model().plate().backwards().get() != null;
    }

    private void enter(FxRobot robot) {
        until(() -> model().opened().get() != null && !model().computing().get());
        robot.press(KeyCode.CONTROL, KeyCode.U).release(KeyCode.U, KeyCode.CONTROL);
        until(this::whole);
    }

    @Test
    void aKeyOpensItAndItsPartsAreReachedByKeysAndNamed(FxRobot robot) {
        enter(robot);
        assertEquals(List.of(), window.notices());
        assertEquals(List.of(), nameless(window.frame));
        assertFalse(all(window.frame, FigureCard.class).anyMatch(OnScreen::shown));
        List<NineButtons> nines = all(window.frame, NineButtons.class).toList();
        for (NineButtons nine : nines) {
            Bounds bounds = nine.getBoundsInParent();
            assertEquals(bounds.getWidth(), bounds.getHeight(), 1);
        }
        assertEquals(nines.get(0).getWidth(), nines.get(1).getWidth(), 1e-9);
        robot.clickOn(all(nines.get(1), ToggleButton.class).toList().get(1));
        until(() -> model().opened().get().place() == 1);
        robot.type(KeyCode.LEFT);
        until(() -> model().opened().get().place() == 0);
        robot.press(KeyCode.CONTROL, KeyCode.PERIOD).release(KeyCode.PERIOD, KeyCode.CONTROL);
        until(() -> model().opened().get().unit() == 1 && whole());
        robot.clickOn("gradient × input");
        until(() -> model().plate().backwards().get().method() == Projection.INPUT
            && model().plate().backwards().get().pictures().size() == model().plate().backwards().get().of());
        robot.press(KeyCode.CONTROL, KeyCode.U).release(KeyCode.U, KeyCode.CONTROL);
        until(() -> all(window.frame, FigureCard.class).anyMatch(OnScreen::shown));
    }

    /** A unit in each place, by keys alone; the slider of one that is not chosen does not show. */
    @Test
    void unitsAreAddedToTheWishByKeys(FxRobot robot) {
        enter(robot);
        Button how = all(window.frame, Button.class).filter(button -> "How the wish is made".equals(
            button.getAccessibleText()) && OnScreen.shown(button)).findFirst().orElseThrow();
        robot.interact(how::requestFocus);
        robot.type(KeyCode.SPACE);
        until(() -> wishPanel().isPresent());
        assertEquals(List.of(), nameless(window.frame));
        assertEquals(1, sliders());
        for (int units = 1; units <= WishSettings.MOST_OTHERS; units++) {
            int more = units;
            ComboBox<?> free = all(wishPanel().orElseThrow(), ComboBox.class).filter(OnScreen::shown)
                .reduce((before, last) -> last).orElseThrow();
            robot.interact(free::requestFocus);
            robot.type(KeyCode.DOWN);
            until(() -> model().settings().get().plate().wish().others().size() == more);
            assertEquals(1 + units, sliders());
        }
        Slider last = all(wishPanel().orElseThrow(), Slider.class).filter(OnScreen::shown)
            .reduce((before, next) -> next).orElseThrow();
        robot.interact(last::requestFocus);
        robot.type(KeyCode.LEFT);
        until(() -> model().settings().get().plate().wish().others().get(2).share() < 1);
        robot.interact(() -> window.app.setLanguage(Language.CHINESE));
        List<String> words = words(wishPanel().orElseThrow());
        assertTrue(words.contains("另外参与的神经元") && words.stream().noneMatch(text -> text.matches(
            ".*[a-z]{3,}.*")), words.toString());
        robot.type(KeyCode.ESCAPE);
        until(() -> wishPanel().isEmpty());
        assertEquals(List.of(), window.notices());
    }

    private Optional<Parent> wishPanel() {
        return all(window.frame, VBox.class).filter(box -> box.getStyleClass().contains("wish-panel"))
            .findFirst().map(Parent.class::cast);
    }

    private long sliders() {
        return all(wishPanel().orElseThrow(), Slider.class).filter(OnScreen::shown).count();
    }

    @Test
    void allItsWordsAreChinese(FxRobot robot) {
        enter(robot);
        robot.interact(() -> window.app.setLanguage(Language.CHINESE));
        List<String> words = words(window.frame);
        assertTrue(words.contains("它想要什么") && words.contains("导向"), words.toString());
        assertTrue(words.stream().noneMatch(text -> text.matches(
            ".*\\b(unit|wish|wishes|gradient|guided|kin|patches|steps)\\b.*")), words.toString());
    }
}
