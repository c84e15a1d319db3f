package org.normscope.view.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.nameless;
import static org.normscope.view.frame.OnScreen.until;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.normscope.node.TreeNode;
import org.normscope.state.desk.Settings;
import org.normscope.state.style.StyleModel;
import org.normscope.state.tree.TreeSettings;
import org.normscope.text.Language;
import org.normscope.text.Messages;
import org.normscope.tree.Tree;
import org.normscope.view.control.Texts;
import javafx.util.Duration;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The Tree workspace as its user meets it. */
class TreeWindowTest extends TreeWindow {
    @Start
    void start(Stage stage) {
        open(stage);
    }

    private void shown(String node) {
        until(() -> model().frame().get() != null && model().frame().get().node().equals(node)
            && !model().computing().get());
    }

    @Test
    void everyNodeStandsThereAndRuns(FxRobot robot) {
        small(robot);
        // Those that run a network take longer than a test may, and have tests of their own.
        List<TreeNode> quick = Tree.nodes().stream().filter(node -> !node.needsRunner()).toList();
        until(() -> quick.stream().allMatch(node -> model().thumbnails().containsKey(node.id())));
        assertEquals(Tree.nodes().size(), all(window.frame, NodeTile.class).count());
        List<String> words = all(window.frame, Label.class).map(Label::getText).filter(Objects::nonNull)
            .map(word -> word.replace(Texts.BREAK, "")).toList();
        for (TreeNode node : Tree.nodes()) {
            assertTrue(words.contains(Messages.get(Language.ENGLISH, node.shortKey())), node.id());
        }
        for (TreeNode node : quick) assertEquals(40, model().thumbnails().get(node.id()).width(), node.id());
        assertEquals(List.of(), window.notices());
        assertEquals(List.of(), nameless(window.frame));
    }

    @Test
    void allIsInSightUntilSomebodyZooms(FxRobot robot) {
        small(robot);
        Timeline timeline = all(window.frame, Timeline.class).findFirst().orElseThrow();
        for (int[] size : new int[][] {{960, 640}, {1440, 900}, {1920, 1080}}) {
            robot.interact(() -> {
                resize(size[0], size[1]);
                Bounds room = timeline.localToScene(timeline.getLayoutBounds());
                all(timeline, NodeTile.class).forEach(tile ->
                    assertTrue(room.contains(tile.localToScene(tile.getLayoutBounds())), tile.getAccessibleText() + " "
                        + tile.localToScene(tile.getLayoutBounds()) + " in " + room));
                all(timeline, Label.class).forEach(label ->
                    assertTrue(label.getFont().getSize() >= 11, label.getText()));
            });
        }
        robot.interact(() -> {
            double fitted = timeline.scaleProperty().get();
            timeline.zoom(Timeline.STEP);
            assertEquals(Timeline.STEP * fitted, timeline.scaleProperty().get(), 1e-9);
            resize(1440, 900);
            assertEquals(Timeline.STEP * fitted, timeline.scaleProperty().get(), 1e-9, "it was chosen");
            timeline.fit();
            resize(1920, 1080);
            assertEquals(fitted, timeline.scaleProperty().get(), 1e-9);
        });
    }

    @Test
    void noTilesNameIsCutInEitherLanguage(FxRobot robot) {
        for (Language language : Language.values()) {
            robot.interact(() -> {
                window.app.setLanguage(language);
                resize(1440, 900);
            });
            robot.interact(() -> assertEquals(List.of(), all(window.frame, NodeTile.class)
                .map(tile -> (Label) tile.lookup(".node-name"))
                .filter(name -> !name.isVisible() || !((Text) name.lookup(".text")).getText().equals(name.getText()))
                .map(Label::getText).toList(), language.code()));
        }
    }

    @Test
    void namesStandWhereTheyHaveRoomAndTheKeyboardTellsTheOthers(FxRobot robot) {
        for (int[] size : new int[][] {{960, 640}, {1024, 700}}) for (Language language : Language.values()) {
            robot.interact(() -> {
                window.app.setLanguage(language);
                resize(size[0], size[1]);
            });
            robot.interact(() -> namesStandApart(language + " at " + size[0]));
        }
        robot.interact(() -> window.app.setLanguage(Language.ENGLISH));
        NodeTile tile = all(window.frame, NodeTile.class).filter(one -> one.getAccessibleText()
            .startsWith("Litwinowicz")).findFirst().orElseThrow();
        robot.interact(tile::requestFocus);
        assertTrue(all(window.frame, Label.class).anyMatch(label -> "Litwinowicz, 1997".equals(label.getText())));
    }

    @Test
    void allTilesHaveNamesOrNone(FxRobot robot) {
        for (Language language : Language.values()) {
            List<Long> named = new ArrayList<>();
            robot.interact(() -> {
                window.app.setLanguage(language);
                resize(960, 640);
                named.add(named());
                for (int i = 0; i < 8; i++) {
                    all(window.frame, Timeline.class).findFirst().orElseThrow().zoom(i < 4 ? .93 : 1.2);
                    resize(960, 640);
                    named.add(named());
                }
            });
            long all = all(window.frame, NodeTile.class).count();
            assertEquals(all, named.get(0), language + " in the least window");
            assertTrue(named.stream().allMatch(one -> one == all || one == 0), language + ": " + named + " of " + all);
        }
    }

    private long named() {
        return all(window.frame, NodeTile.class).filter(tile -> tile.lookup(".node-name").isVisible()).count();
    }

    /** All tiles have a name, whole, and none lies over another. */
    private void namesStandApart(String where) {
        List<Label> names = all(window.frame, NodeTile.class).map(tile -> (Label) tile.lookup(".node-name"))
            .filter(Label::isVisible).toList();
        assertEquals(all(window.frame, NodeTile.class).count(), names.size(), where + ": " + names);
        for (Label name : names) {
            assertEquals(name.getText(), ((Text) name.lookup(".text")).getText());
            Bounds place = name.localToScene(name.getLayoutBounds());
            names.stream().filter(other -> other != name).forEach(other -> assertFalse(
                place.intersects(other.localToScene(other.getLayoutBounds())), name + " lies over " + other));
        }
    }

    @Test
    void arrowsWalkAndUndoGoesBack(FxRobot robot) {
        small(robot);
        shown("hertzmann");
        NodeTile tile = all(window.frame, NodeTile.class).findFirst().orElseThrow();
        robot.interact(() -> Event.fireEvent(tile, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.UP, false,
            false, false, false)));
        assertEquals("litwinowicz", model().settings().get().node());
        shown("litwinowicz");
        robot.interact(window.app::undo);
        assertEquals("hertzmann", model().settings().get().node());
    }

    @Test
    void aKnobChangesThePictureAndIsKeptInASession(FxRobot robot) throws Exception {
        small(robot);
        shown("hertzmann");
        int[] before = model().frame().get().after().argb();
        @SuppressWarnings("unchecked")
        ComboBox<String> manner = all(window.frame, ComboBox.class).map(box -> (ComboBox<String>) box)
            .filter(box -> box.getItems().contains("pointillist")).findFirst().orElseThrow();
        robot.interact(() -> manner.setValue("pointillist"));
        until(() -> !java.util.Arrays.equals(before, model().frame().get().after().argb()));
        robot.interact(() -> model().set("largest", "3"));
        assertEquals(Map.of("manner", "pointillist", "largest", "3"), model().settings().get().set("hertzmann"));
        assertTrue(all(window.frame, Slider.class).count() >= 10);
        Path session = folder.resolve("tree.normscope");
        robot.interact(() -> window.app.saveSession(session));
        until(() -> window.app.activity().get() == null && Files.exists(session));
        Settings read = window.app.sessionText().read(session, window.app.settings().get());
        assertEquals(model().settings().get(), read.of(TreeSettings.class));
        robot.interact(model()::reset);
        assertEquals(Map.of(), model().settings().get().set("hertzmann"));
    }

    /** Who asks for another node looks for its picture; a knob stays under the pointer. */
    @Test
    void anotherNodeIsSeenFromItsPictureOn(FxRobot robot) {
        small(robot);
        shown("hertzmann");
        ScrollPane scroll = all(window.frame, NodeInspector.class).flatMap(one -> all(one, ScrollPane.class))
            .findFirst().orElseThrow();
        robot.interact(() -> {
            scroll.setVvalue(.6);
            model().set("largest", "3");
        });
        assertEquals(.6, scroll.getVvalue());
        robot.interact(() -> model().show("oil"));
        assertEquals(0, scroll.getVvalue());
        robot.interact(() -> scroll.setVvalue(1));
        Button next = (Button) window.frame.lookup(".next-node");
        robot.interact(() -> {
            next.requestFocus();
            next.fire();
        });
        assertEquals("gatys", model().settings().get().node());
        assertEquals(0, scroll.getVvalue());
        assertTrue(scroll.localToScene(scroll.getLayoutBounds()).contains(window.frame.getScene().getFocusOwner()
            .localToScene(window.frame.getScene().getFocusOwner().getLayoutBounds())), "the keyboard is in sight");
    }

    @Test
    void stepsAreSeenOneByOne(FxRobot robot) {
        small(robot);
        robot.interact(() -> model().show("oil"));
        shown("oil");
        assertEquals(Tree.node("oil").steps(), List.copyOf(model().frame().get().steps().keySet()));
        robot.interact(() -> all(window.frame, ToggleButton.class).filter(button ->
            "Directions".equals(button.getText()))
            .findFirst().orElseThrow().fire());
        assertEquals("directions", model().settings().get().step());
    }

    @Test
    void aResultGoesOnToAnotherWorkspace(FxRobot robot) {
        small(robot);
        shown("hertzmann");
        robot.interact(() -> all(window.frame, javafx.scene.control.MenuButton.class)
            .filter(menu -> menu.getText().equals("Use the result as")).findFirst().orElseThrow().getItems().stream()
            .filter(item -> "Style".equals(item.getText())).findFirst().orElseThrow().fire());
        until(() -> window.app.workspace().get().id().equals("style"));
        until(() -> window.app.workspace(StyleModel.class).settings().get().content().origin().startsWith("data:"));
    }

    @Test
    void aTourShowsTheNodesByYearUntilSomebodyChoosesOne(FxRobot robot) {
        small(robot);
        robot.interact(() -> model().show("kuwahara"));
        shown("kuwahara");
        List<String> shown = new CopyOnWriteArrayList<>();
        model().settings().addListener((property, old, now) -> shown.add(now.node()));
        TreeTour tour = new TreeTour(model(), Duration.millis(1));
        robot.interact(tour::play);
        until(() -> shown.size() >= 3);
        List<String> seen = List.copyOf(shown);
        List<Integer> years = seen.stream().map(id -> Tree.node(id).year()).toList();
        assertEquals(years.stream().sorted().toList(), years);
        assertEquals(seen.stream().distinct().toList(), seen);
        robot.interact(() -> model().show("kuwahara"));
        assertFalse(tour.playing().get());
        shown("kuwahara");
        assertEquals("kuwahara", model().settings().get().node());
    }

    @Test
    void aDescentIsSeenWithItsLosses(FxRobot robot) {
        small(robot);
        robot.interact(() -> {
            model().show("gatys");
            model().set("steps", "3");
        });
        shown("gatys");
        LossCurves losses = all(window.frame, LossCurves.class).findFirst().orElseThrow();
        assertTrue(losses.isVisible());
        assertEquals(model().frame().get().losses().size(), losses.getChildrenUnmodifiable().size());
        assertTrue(losses.getAccessibleText().startsWith("Step "), losses.getAccessibleText());
        robot.interact(() -> model().show("hertzmann"));
        shown("hertzmann");
        assertFalse(losses.isVisible());
    }

    @Test
    void aPosterCanBeCancelled(FxRobot robot) {
        small(robot);
        until(() -> model().frame().get() != null);
        window.asker.toSave = folder.resolve("poster.pdf");
        robot.interact(() -> robot.lookup("Poster of all nodes").queryButton().fire());
        until(() -> model().job().get().running() && model().job().get().progress() > 0);
        robot.interact(() -> model().cancelJob());
        assertEquals(false, model().job().get().running());
        assertEquals(List.of(), window.notices());
        assertEquals(false, Files.exists(folder.resolve("poster.pdf")));
    }
}
