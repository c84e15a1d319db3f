package org.normscope.view.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.nameless;
import static org.normscope.view.frame.OnScreen.until;
import static org.normscope.view.frame.OnScreen.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.shift.IbnSurgery;
import org.normscope.shift.Preset;
import org.normscope.shift.Trait;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.shift.FolderRun;
import org.normscope.state.shift.ShiftModel;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.text.Language;
import org.normscope.view.control.NumberSlider;
import org.normscope.view.frame.OnScreen;
import org.normscope.view.frame.WindowFixture;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The Shift workspace as its user meets it. */
class ShiftWindowTest extends WindowFixture {
    @TempDir
    Path folder;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @BeforeEach
    void enter(FxRobot robot) {
        until(() -> window.app.workspace(NormalizeModel.class).maps().get() != null
            && !window.app.workspace(NormalizeModel.class).computing().get());
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT4).release(KeyCode.DIGIT4, KeyCode.CONTROL);
        until(() -> model().compared().size() == 3);
        settle();
    }

    private ShiftModel model() {
        return window.app.workspace(ShiftModel.class);
    }

    @Test
    void curvesAnswersTableAndSurgeryStandThere() {
        assertEquals(ShiftSettings.ID, window.app.workspace().get().id());
        assertEquals(3, all(window.frame, NetworkAnswers.class).count());
        assertEquals(12, all(window.frame, Slider.class)
            .filter(slider -> slider.getParent().getParent().getId() != null
                && slider.getParent().getParent().getId().startsWith("rho-")).count());
        List<String> words = words(window.frame);
        assertTrue(words.containsAll(List.of("IBN surgery", "What each network says", "majority class")),
            words.toString());
        assertEquals(List.of(), window.notices());
        assertEquals(List.of(), nameless(window.frame));
    }

    @Test
    void draggingASliderMovesTheCurvesAndIsOneStepBack(FxRobot robot) {
        String before = chart().getAccessibleText();
        Slider brightness = slider(Trait.BRIGHTNESS);
        Bounds bounds = brightness.localToScreen(brightness.getLayoutBounds());
        double y = bounds.getCenterY();
        robot.drag(bounds.getCenterX(), y).moveTo(bounds.getCenterX() - bounds.getWidth() / 6, y)
            .moveTo(bounds.getMinX() + bounds.getWidth() / 4, y).drop();
        settle();
        assertEquals(-0.5, model().settings().get().look().value(Trait.BRIGHTNESS), 0.15);
        assertNotEquals(before, chart().getAccessibleText());
        assertTrue(model().curves().get().points().allMatch(point -> point.value() > 0));
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        settle();
        assertTrue(model().settings().get().untouched());
        assertEquals(before, chart().getAccessibleText());
    }

    @Test
    void theChartIsReadWithArrowKeys(FxRobot robot) {
        atDusk(robot);
        robot.interact(chart()::requestFocus);
        robot.type(KeyCode.RIGHT);
        assertTrue(chart().getAccessibleText().startsWith("BN · stem (ReLU): "), chart().getAccessibleText());
        robot.type(KeyCode.DOWN).type(KeyCode.END);
        assertTrue(chart().getAccessibleText().startsWith("IBN-a · block4 (ReLU): "), chart().getAccessibleText());
        robot.type(KeyCode.UP).type(KeyCode.UP).type(KeyCode.LEFT);
        assertTrue(chart().getAccessibleText().startsWith("IN · block3 (ReLU): "), chart().getAccessibleText());
    }

    @Test
    void thePointerNamesALayerWithItsValue(FxRobot robot) {
        atDusk(robot);
        Bounds bounds = chart().localToScreen(chart().getLayoutBounds());
        for (double y = bounds.getMinY() + 10; y < bounds.getMaxY()
            && !chart().getAccessibleText().contains(" · "); y += 15) {
            robot.moveTo(bounds.getCenterX() - 10, y);
        }
        assertTrue(chart().getAccessibleText().contains(" · "), chart().getAccessibleText());
    }

    @Test
    void aNetworkIsAddedAndTakenAwayByItsChip(FxRobot robot) {
        robot.interact(() -> menu("+ Network").getItems().stream()
            .filter(item -> "the same network with GN".equals(item.getText())).findFirst().orElseThrow().fire());
        until(() -> model().compared().size() == 4);
        settle();
        assertEquals(4, all(window.frame, NetworkAnswers.class).count());
        MenuButton chip = menu("IN");
        robot.interact(() -> chip.getItems().get(chip.getItems().size() - 1).fire());
        until(() -> model().compared().size() == 3);
        assertTrue(model().compared().stream().noneMatch(compared -> compared.network().name().equals("twin-in")));
    }

    @Test
    void adviceIsTakenAndTheResultSaved(FxRobot robot) {
        atDusk(robot);
        robot.clickOn(button("Take this advice"));
        until(() -> model().compared().size() == 4);
        settle();
        assertTrue(chart().getAccessibleText().contains("BN + IN"), chart().getAccessibleText());
        window.asker.toSave = folder.resolve("cut.onnx");
        MenuButton save = menu("Save as .onnx");
        assertFalse(save.isDisabled());
        assertTrue(button("Take this advice").isDisabled(), "it is taken");
        assertEquals(button("Recalibrate BN…").getHeight(), save.getHeight(), "they stand in one row");
        robot.interact(() -> save.getItems().get(0).fire());
        until(() -> !window.app.notices().isEmpty());
        assertTrue(Files.exists(folder.resolve("cut.onnx")) && Files.exists(folder.resolve("cut.json")),
            window.notices().toString());
    }

    @Test
    void aFolderIsRunAndShownAsTableAndChart(FxRobot robot) throws IOException {
        for (Map.Entry<String, String> picture : Map.of("photo", "dogs", "art", "cat").entrySet()) {
            Path target = Files.createDirectories(folder.resolve("looks").resolve(picture.getKey()).resolve("dog"));
            Files.copy(Path.of("assets/images/photos").resolve(picture.getValue() + ".jpg"), target.resolve("a.jpg"));
        }
        window.asker.chosenFolder = folder.resolve("looks");
        robot.clickOn(button("Run on a folder…"));
        until(() -> model().run().get() != null && !model().job().get().running());
        settle();
        assertTrue(words(window.frame).containsAll(List.of("Accuracy on looks", "photo", "art", "pictures")),
            words(window.frame).toString());
        robot.interact(() -> all(window.frame, ToggleButton.class)
            .filter(page -> "A folder’s results as a chart".equals(page.getAccessibleText()))
            .findFirst().orElseThrow().fire());
        assertTrue(all(window.frame, AccuracyChart.class).findFirst().orElseThrow()
            .getAccessibleText().contains("BN: art "));
        FolderRun run = model().run().get();
        List<ComboBox<?>> choosers = choosers();
        assertEquals(List.of("art", "photo"), choosers.stream().map(ComboBox::getValue).toList());
        robot.interact(model()::runAgain);
        until(() -> !model().job().get().running() && !run.equals(model().run().get()));
        settle();
        assertEquals(choosers, choosers(), "the same two, not new ones beside");
        robot.interact(() -> choosers.get(0).getSelectionModel().selectLast());
        assertEquals(List.of("photo", "art"), model().domains());
        assertEquals(List.of("photo", "art"), choosers.stream().map(ComboBox::getValue).toList());
        robot.interact(window.app::undo);
        FolderRun again = model().run().get();
        robot.interact(window.app::undo);
        until(() -> model().run().get() == null);
        robot.interact(window.app::redo);
        until(() -> again.equals(model().run().get()));
        assertEquals(List.of(), nameless(window.frame));
    }

    /** With names as long as files have them, at the smallest size and the usual one. */
    @Test
    void noCardLeavesTheWindow(FxRobot robot) throws IOException {
        for (String end : List.of(".onnx", ".json")) {
            Files.copy(Path.of("assets/networks/twin-bn" + end),
                folder.resolve("residual-network-recalibrated-with-photos-of-the-garden" + end));
        }
        robot.interact(() -> model().replaceNetwork(0,
            folder.resolve("residual-network-recalibrated-with-photos-of-the-garden.onnx").toString()));
        until(() -> model().operated().get() != null
            && model().operated().get().network().name().startsWith("residual"));
        atDusk(robot);
        robot.interact(model()::takeAdvice);
        settle();
        for (IbnSurgery.Mode mode : IbnSurgery.Mode.values()) {
            robot.interact(() -> model().setMode(mode)); // measures anew, which the sizes and languages do not
            settle();
            for (Language language : Language.values()) {
                for (double[] size : new double[][] {{1024, 700}, {1280, 800}}) {
                    robot.interact(() -> {
                        window.app.setLanguage(language);
                        window.frame.getScene().getWindow().setWidth(size[0]);
                        window.frame.getScene().getWindow().setHeight(size[1]);
                    });
                    settle();
                    all(window.frame, ToggleButton.class)
                        .filter(page -> page.getText() != null && page.getText().contains("IBN"))
                        .filter(OnScreen::shown).findFirst().ifPresent(page -> robot.interact(page::fire));
                    assertCardsInside(size, mode + " " + language + " " + size[0]);
                }
            }
        }
    }

    private void assertCardsInside(double[] size, String where) {
        for (Region card : all(window.frame, Region.class)
            .filter(each -> each.getStyleClass().contains("card")).filter(OnScreen::shown).toList()) {
            Bounds bounds = card.localToScene(card.getLayoutBounds());
            assertTrue(bounds.getMaxX() <= size[0] && bounds.getMaxY() <= size[1],
                where + " " + card.getStyleClass() + " " + bounds);
            for (Labeled words : all(card, Labeled.class).filter(OnScreen::shown).toList()) {
                double right = words.localToScene(words.getLayoutBounds()).getMaxX();
                assertTrue(right <= bounds.getMaxX() + 0.5,
                    where + " " + words.getText() + " ends at " + right + ", its card at " + bounds.getMaxX());
            }
        }
    }

    @Test
    void allWordsAreChinese(FxRobot robot) {
        robot.interact(() -> window.app.setLanguage(Language.CHINESE));
        settle();
        assertTrue(words(window.frame).contains("各网络的判断"), words(window.frame).toString());
        assertTrue(words(window.frame).stream()
            .noneMatch(text -> text.matches(".*\\b(Brightness|network|picture|shifted|seeds)\\b.*")),
            words(window.frame).toString());
        assertEquals(List.of(), nameless(window.frame));
    }

    @Test
    void aNetworkWithoutBatchNormIsSaid(FxRobot robot) {
        robot.interact(() -> model().operateOn(2));
        settle();
        assertTrue(words(window.frame).stream().anyMatch(text -> text.startsWith("twin-in has no BatchNormalization")),
            words(window.frame).toString());
    }

    private List<ComboBox<?>> choosers() {
        return all(window.frame, ComboBox.class).filter(box -> "A domain of the folder".equals(box.getAccessibleText()))
            .<ComboBox<?>>map(box -> box).toList();
    }

    private DepthChart chart() {
        return all(window.frame, DepthChart.class).findFirst().orElseThrow();
    }

    private Slider slider(Trait trait) {
        return all(window.frame, NumberSlider.class).filter(slider -> ("trait-" + trait.name()).equals(slider.getId()))
            .flatMap(slider -> all(slider, Slider.class)).findFirst().orElseThrow();
    }

    private void atDusk(FxRobot robot) {
        robot.interact(() -> model().setLook(Preset.DUSK.look()));
        settle();
    }

    private MenuButton menu(String words) {
        return all(window.frame, MenuButton.class).filter(menu -> words.equals(menu.getText())).findFirst()
            .orElseThrow();
    }

    private Button button(String words) {
        return all(window.frame, Button.class).filter(OnScreen::shown).filter(button -> words.equals(button.getText()))
            .findFirst().orElseThrow();
    }

    private void settle() {
        until(() -> !model().computing().get() && window.app.activity().get() == null && model().meter().get() != null);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
