package org.normscope.view.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.nameless;
import static org.normscope.view.frame.OnScreen.until;
import static org.normscope.view.frame.OnScreen.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.layers.IndexStatus;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.layers.LayersSettings;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.text.Language;
import org.normscope.view.frame.LayerButton;
import org.normscope.view.frame.OnScreen;
import org.normscope.view.frame.OpenWindow;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The Layers workspace as its user meets it, on a folder of twelve photos. */
@ExtendWith(ApplicationExtension.class)
class LayersWindowTest {
    @TempDir
    static Path folder;
    private OpenWindow window;

    @Start
    void open(Stage stage) throws IOException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        try (Stream<Path> photos = Files.list(Path.of("assets/images/photos"))) {
            for (Path photo : photos.toList()) {
                if (!Files.exists(corpus.resolve(photo.getFileName()))) {
                    Files.copy(photo, corpus.resolve(photo.getFileName()));
                }
            }
        }
        window = new OpenWindow(stage, folder.resolve("data"),
            OpenWindow.settings().with(LayersSettings.class, s -> s.withCorpus(corpus.toString())));
    }

    @BeforeEach
    void enter(FxRobot robot) {
        until(() -> window.app.workspace(NormalizeModel.class).maps().get() != null
            && !window.app.workspace(NormalizeModel.class).computing().get());
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT2).release(KeyCode.DIGIT2, KeyCode.CONTROL);
        until(() -> model().index().status().get().phase() == IndexStatus.Phase.COMPLETE);
        settle();
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void theFigureStandsBesideTheWalkAndAnOpenedUnit() {
        assertEquals(LayersSettings.ID, window.app.workspace().get().id());
        assertEquals(9, tiles().tiles().size());
        assertEquals(0, model().opened().get().unit());
        assertTrue(model().walk().stream().allMatch(item -> item.block() != null));
        assertEquals(List.of(), window.app.notices().stream().map(notice -> notice.text(Language.ENGLISH)).toList());
        assertEquals(List.of(), nameless(window.frame));
    }

    @Test
    void aClickOpensAUnitAndArrowsWalkOn(FxRobot robot) {
        robot.clickOn(tile(4));
        until(() -> model().opened().get().unit() == 4);
        robot.type(KeyCode.RIGHT);
        until(() -> model().opened().get().unit() == 5);
        robot.type(KeyCode.DOWN).type(KeyCode.DOWN);
        until(() -> model().opened().get().unit() == 11 && model().figure().get().page() == 1);
        robot.type(KeyCode.PAGE_DOWN);
        until(() -> model().figure().get().page() == 2 && model().opened().get().unit() == 18);
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        until(() -> model().figure().get().page() == 1 && model().opened().get().unit() == 11);
    }

    @Test
    void theLayerIsChosenByClickAndByKeysInAllWorkspacesAtOnce(FxRobot robot) {
        LayerButton second = all(window.frame, LayerButton.class).toList().get(1);
        robot.interact(second::fire);
        until(() -> model().figure().get().layer().operator().equals("BatchNormalization"));
        robot.press(KeyCode.CONTROL, KeyCode.PAGE_DOWN).release(KeyCode.PAGE_DOWN, KeyCode.CONTROL);
        until(() -> model().figure().get().layer().operator().equals("Relu"));
        String chosen = model().figure().get().layer().name();
        until(() -> window.app.workspace(NormalizeModel.class).layer().get().name().equals(chosen));
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT1).release(KeyCode.DIGIT1, KeyCode.CONTROL);
        assertTrue(all(window.frame, LayerButton.class).filter(ToggleButton::isSelected).findFirst().orElseThrow()
            .getAccessibleText().contains(chosen));
    }

    @Test
    void aUnitIsFoundByItsNumber(FxRobot robot) {
        TextField field = all(window.frame, TextField.class).filter(node -> node.getStyleClass().contains("unit-find"))
            .findFirst().orElseThrow();
        robot.clickOn(field).write("30").type(KeyCode.ENTER);
        until(() -> model().opened().get().unit() == 30);
        assertEquals(3, model().figure().get().page());
        robot.clickOn(field).write("3000").type(KeyCode.ENTER);
        settle();
        assertEquals(30, model().opened().get().unit());
        assertEquals("3000", field.getText());
    }

    @Test
    void aPatchIsShownInItsPicture(FxRobot robot) {
        List<ToggleButton> patches = all(window.frame, ToggleButton.class)
            .filter(node -> node.getStyleClass().contains("patch")).toList();
        robot.clickOn(patches.get(2));
        until(() -> model().opened().get().place() == 2);
        robot.type(KeyCode.DOWN);
        until(() -> model().opened().get().place() == 5);
        assertTrue(patches.get(5).isSelected());
        assertTrue(patches.get(5).getAccessibleText().contains(model().opened().get().patches().get(5).picture()));
    }

    @Test
    void aTwinStandsBeside(FxRobot robot) {
        robot.interact(() -> model().compareWith("builtin:twin-in"));
        until(() -> model().comparedFigure().get() != null
            && model().comparedIndex().status().get().phase() == IndexStatus.Phase.COMPLETE);
        assertEquals(2, all(window.frame, FigureCard.class).filter(OnScreen::shown).count());
        robot.interact(model()::compareWithNone);
        assertEquals(1, all(window.frame, FigureCard.class).filter(OnScreen::shown).count());
    }

    @Test
    void allWordsAreChinese(FxRobot robot) {
        robot.interact(() -> window.app.setLanguage(Language.CHINESE));
        settle();
        List<String> words = words(window.frame);
        assertTrue(words.contains("图片库") && words.contains("各层") && words.contains("同图可取多块"), words.toString());
        assertTrue(words.stream().noneMatch(text -> text.matches(".*\\b(Unit|Corpus|picture|Activation|field)\\b.*")),
            words.toString());
        assertEquals(List.of(), nameless(window.frame));
    }

    @Test
    void indexingIsStoppedAndGoesOn(FxRobot robot) {
        robot.interact(() -> model().setCorpus("builtin"));
        until(() -> model().index().status().get().phase() == IndexStatus.Phase.INDEXING
            && model().index().status().get().done() > 2);
        robot.interact(model().index()::pause);
        assertEquals(IndexStatus.Phase.PAUSED, model().index().status().get().phase());
        robot.interact(model().index()::resume);
        until(() -> model().figure().get() != null && model().opened().get() != null);
        robot.interact(model().index()::cancel);
        assertEquals(List.of(), window.app.notices().stream().map(notice -> notice.text(Language.ENGLISH)).toList());
        assertEquals(IndexStatus.Phase.STOPPED, model().index().status().get().phase());
        int done = model().index().status().get().done();
        robot.interact(model().index()::resume);
        until(() -> model().index().status().get().done() > done);
        assertEquals(List.of(), window.app.notices().stream().map(notice -> notice.text(Language.ENGLISH)).toList());
    }

    private LayersModel model() {
        return window.app.workspace(LayersModel.class);
    }

    private UnitTiles tiles() {
        return all(window.frame, FigureCard.class).findFirst().orElseThrow().tiles();
    }

    /** The middle of a block on screen. */
    private javafx.geometry.Point2D tile(int index) {
        UnitTiles tiles = tiles();
        Bounds whole = tiles.localToScreen(tiles.getLayoutBounds());
        double side = Math.min(whole.getWidth(), whole.getHeight());
        double x = whole.getCenterX() + (index % 3 - 1) * side / 3, y = whole.getCenterY() + (index / 3 - 1) * side / 3;
        return new javafx.geometry.Point2D(x, y);
    }

    private void settle() {
        until(() -> !model().computing().get() && model().opened().get() != null);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
