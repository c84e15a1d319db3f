package org.normscope.view.transfer;

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
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.transfer.Finding;
import org.normscope.state.transfer.TransferModel;
import org.normscope.state.transfer.TransferSettings;
import org.normscope.state.transfer.Ways;
import org.normscope.text.Language;
import org.normscope.transfer.ColourPictures;
import org.normscope.transfer.LessonCurve;
import org.normscope.transfer.SmallNetwork;
import org.normscope.transfer.Teaching;
import org.normscope.transfer.WayCurve;
import org.normscope.view.control.Drawing;
import org.normscope.view.frame.OnScreen;
import org.normscope.view.frame.OpenWindow;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Questions about the lesson as the window's user asks them. */
@ExtendWith(ApplicationExtension.class)
class FindingsWindowTest {
    @TempDir
    static Path folder;
    private OpenWindow window;
    private TransferModel model;

    @Start
    void open(Stage stage) throws IOException {
        SmallNetwork.write(folder);
        Path data = ColourPictures.write(folder.resolve("data"), 16, 0);
        window = new OpenWindow(stage, folder.resolve("kept"), OpenWindow.settings().with(TransferSettings.class,
            settings -> settings.withData(List.of(data.toString()))));
        model = window.app.workspace(TransferModel.class);
        window.app.subject().openNetwork(folder.resolve("small.onnx").toString());
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    private void enter(FxRobot robot) {
        until(() -> window.app.subject().network().get() != null
            && window.app.subject().network().get().name().contains("small"));
        robot.interact(() -> window.app.setWorkspace(TransferSettings.ID));
        until(() -> model.settled() && model.lesson().get() != null);
    }

    private Button button(String words) {
        return all(window.frame, Button.class).filter(OnScreen::shown)
            .filter(button -> words.equals(button.getAccessibleText())).findFirst().orElseThrow();
    }

    private String figure() {
        LessonCard card = all(window.frame, LessonCard.class).findFirst().orElseThrow();
        return all(card, Drawing.class).filter(OnScreen::shown).findFirst().orElseThrow().getAccessibleText();
    }

    private void ask(FxRobot robot, Finding finding) {
        ComboBox<?> questions = all(window.frame, ComboBox.class)
            .filter(box -> "What is asked".equals(box.getAccessibleText())).findFirst().orElseThrow();
        robot.interact(() -> questions.getSelectionModel().select(finding.ordinal()));
        robot.interact(button("Measure")::fire);
        until(model::settled);
        assertEquals(List.of(), window.notices());
        assertEquals(List.of(), nameless(window.frame));
    }

    @Test
    void aClassOfWhichNothingIsKeptBackIsNotPassedOver(FxRobot robot) throws IOException {
        enter(robot);
        String told = "No picture of green is kept back to judge by: whether it is told from the others is not known. "
            + "Add more of it.";
        assertFalse(words(window.frame).contains(told));
        Path odd = ColourPictures.write(folder.resolve("odd"), 16, 0);
        ColourPictures.write(odd, List.of("green"), 1);
        robot.interact(() -> model.setData(List.of(odd.toString())));
        until(() -> model.settled() && model.lesson().get().classes().size() == 3);
        until(() -> words(window.frame).contains(told));
        Path many = ColourPictures.write(folder.resolve("many"), 16, 0);
        ColourPictures.write(many, List.of("green", "a1", "a2", "a3", "a4", "a5", "a6"), 1);
        robot.interact(() -> model.setData(List.of(many.toString())));
        until(() -> model.settled() && model.lesson().get().classes().size() == 9);
        until(() -> words(window.frame).contains(told.replace("green", "a1, a2, a3, a4 and 3 more")));
        robot.interact(() -> window.app.setLanguage(Language.CHINESE));
        until(() -> words(window.frame).stream().anyMatch(text -> text.startsWith("a1、a2、a3、a4 和另外 3 个没有")
            || text.startsWith("a1、a2、a3、a4 和另外 3 个 没有")));
    }

    @Test
    void itIsSaidWhyManyClassesHaveNoTable(FxRobot robot) throws IOException {
        enter(robot);
        String read = "rows: what it is · columns: what is said";
        Path crowd = ColourPictures.write(folder.resolve("crowd"), 16, 0);
        ColourPictures.write(crowd, IntStream.range(0, 11).mapToObj(i -> "class " + i).toList(), 1);
        robot.interact(() -> model.setData(List.of(crowd.toString())));
        until(() -> model.settled() && model.lesson().get().classes().size() == 13);
        until(() -> words(window.frame).contains(
            "13 classes are too many for a table: below are the pictures that it got most wrong."));
        assertFalse(words(window.frame).contains(read));
    }

    @Test
    void questionsAreAnsweredOneAfterAnother(FxRobot robot) throws IOException {
        enter(robot);
        ask(robot, Finding.FEW);
        assertTrue(figure().contains("head only: 5 ") && figure().contains("from scratch: 5 "), figure());
        assertTrue(words(window.frame).contains("How few are enough?"), words(window.frame).toString());
        ask(robot, Finding.DEPTH);
        assertTrue(figure().startsWith("Which layers transfer?: conv a ") && figure().contains(", last "), figure());
        assertTrue(words(window.frame).stream().anyMatch(words -> words.contains("tells your classes apart best")));
        assertTrue(words(window.frame).stream().noneMatch(words -> words.startsWith("Train the last blocks:")));
        ask(robot, Finding.MOVED);
        assertTrue(figure().contains("conv a 0%") && figure().contains(", logits "), figure());
        robot.interact(button("Nine patches, before and after")::fire);
        until(() -> model.findings().moved().shown().get() != null);
        assertTrue(words(window.frame).containsAll(List.of("before training", "after training")));
        assertTrue(words(window.frame).stream().anyMatch(words -> words.contains("strongest pictures are the same")));
        assertEquals(List.of(), nameless(window.frame));
        ask(robot, Finding.LOOKS);
        assertTrue(figure().contains("as it is ") && figure().contains("dusk "), figure());
        ask(robot, Finding.SMOOTH);
        assertTrue(figure().startsWith("Why does BN help?"), figure());
        robot.interact(() -> model.findings().choose(Finding.SURE));
        assertTrue(figure().startsWith("How sure is it?: "), figure());
        for (Finding finding : Finding.values()) {
            robot.interact(() -> model.findings().choose(finding));
            until(model::settled);
            window.asker.toSave = folder.resolve(finding + ".csv");
            robot.interact(() -> all(window.frame, MenuButton.class).filter(OnScreen::shown)
                .filter(menu -> "Export".equals(menu.getAccessibleText())).findFirst().orElseThrow().getItems().get(0)
                .fire());
            until(() -> Files.exists(folder.resolve(finding + ".csv")));
        }
        for (Finding finding : Finding.values()) {
            assertTrue(Files.readAllLines(folder.resolve(finding + ".csv")).size() > 2, finding.name());
        }
    }

    /** Where one way was tried with fewer pictures than another its name would lie over the other's dots. */
    @Test
    void namesOfCurvesStandBesideAllDots(FxRobot robot) {
        enter(robot);
        List<LessonCurve> steps = IntStream.of(5, 10, LessonCurve.ALL).mapToObj(perClass -> new LessonCurve(perClass,
            List.of(.9))).toList();
        robot.interact(() -> {
            LessonChart chart = all(window.frame, LessonChart.class).findFirst().orElseThrow();
            chart.show(model.lesson().get(), new Ways(List.of(new WayCurve(Teaching.HEAD, steps),
                new WayCurve(Teaching.BLOCKS, steps.subList(0, 2))), true), List.of());
            Image seen = chart.snapshot(null, null);
            int last = (int) seen.getWidth() - 130;
            assertTrue(orange(seen, last + 6, (int) seen.getWidth()) > 50, "it has a name");
            assertEquals(0, orange(seen, last - 40, last + 6), "over the other's last dot");
        });
    }

    private static long orange(Image seen, int from, int to) {
        return IntStream.range(from, to).mapToLong(x -> IntStream.range(0, (int) seen.getHeight()).filter(y -> {
            Color color = seen.getPixelReader().getColor(x, y);
            return color.getRed() - color.getBlue() > .2;
        }).count()).sum();
    }

    /** A line around all dots chooses all; what is taken out comes back by undo. */
    @Test
    void picturesAreChosenOnTheMap(FxRobot robot) {
        enter(robot);
        ask(robot, Finding.MAP);
        assertTrue(model.findings().map().get().neighbours());
        PicturePlane plane = all(window.frame, PicturePlane.class).findFirst().orElseThrow();
        Bounds at = plane.localToScreen(plane.getLayoutBounds());
        robot.moveTo(at.getMinX() + 1, at.getMinY() + 1).press(MouseButton.PRIMARY)
            .moveTo(at.getMaxX() - 1, at.getMinY() + 1).moveTo(at.getMaxX() - 1, at.getMaxY() - 1)
            .moveTo(at.getMinX() + 1, at.getMaxY() - 1).release(MouseButton.PRIMARY);
        until(() -> model.findings().selected().get().size() == 32);
        assertTrue(words(window.frame).contains("32 chosen: blue 16, red 16"), words(window.frame).toString());
        robot.interact(button("red")::fire);
        assertEquals(16, model.findings().selected().get().size());
        robot.interact(() -> model.findings().select(Set.of(model.lesson().get().set().examples().get(0).hash())));
        robot.interact(button("Take out")::fire);
        until(() -> model.settled() && model.lesson().get().set().examples().size() == 31);
        robot.interact(window.app::undo);
        until(() -> model.settled() && model.lesson().get().set().examples().size() == 32);
    }

    /** What is known when it is cancelled stays. */
    @Test
    void aJobIsPausedAndCancelled(FxRobot robot) {
        enter(robot);
        robot.interact(() -> {
            button("Measure").fire();
            model.pause(true);
        });
        until(() -> button("Cancel").isVisible() && model.paused().get());
        robot.interact(() -> model.pause(false));
        until(() -> !model.findings().ways().get().curves().isEmpty());
        robot.interact(button("Cancel")::fire);
        until(model::settled);
        assertTrue(!model.findings().ways().get().curves().isEmpty());
        assertEquals(List.of(), window.notices());
    }

    private void edit(FxRobot robot, String name) {
        robot.interact(button("Rename or merge: " + name)::fire);
    }

    private <T extends Node> T inPanel(Class<T> type, Predicate<T> which) {
        return all(window.frame.getScene().getRoot(), type).filter(which).findFirst().orElseThrow();
    }

    private Button inPanel(String words) {
        return inPanel(Button.class, button -> words.equals(button.getAccessibleText()));
    }

    /** Renamed, joined by a third one, merged, and all undone: nothing on the disk moves. */
    @Test
    void classesAreEdited(FxRobot robot) throws IOException {
        enter(robot);
        edit(robot, "red");
        TextField name = inPanel(TextField.class, field -> "red".equals(field.getText()));
        robot.interact(() -> name.setText("warm"));
        robot.interact(inPanel("Rename")::fire);
        until(() -> model.settled() && model.lesson().get().classes().equals(List.of("blue", "warm")));
        window.asker.chosenFolder = ColourPictures.write(folder.resolve("more"), List.of("green"), 6).resolve("green");
        robot.interact(button("Add a folder as a class")::fire);
        until(() -> model.settled() && model.lesson().get().classes().equals(List.of("blue", "green", "warm")));
        edit(robot, "green");
        robot.interact(inPanel("Join another class warm")::fire);
        until(() -> model.settled() && model.lesson().get().classes().equals(List.of("blue", "warm")));
        assertEquals(38, model.lesson().get().set().examples().size());
        for (int i = 0; i < 3; i++) robot.interact(window.app::undo);
        until(() -> model.settled() && model.lesson().get().classes().equals(List.of("blue", "red")));
        assertTrue(Files.exists(folder.resolve("data/red/0.png")));
    }
}
