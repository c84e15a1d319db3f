package org.normscope.view.frame;

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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.desk.Notice;
import org.normscope.state.desk.Theme;
import org.normscope.state.desk.TrayItem;
import org.normscope.state.layers.LayersSettings;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.text.Language;
import org.normscope.text.Messages;
import org.normscope.view.control.Tips;
import org.normscope.view.normalize.PaintArea;
import org.normscope.view.normalize.Thumbnail;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

class WindowTest extends WindowFixture {
    private static final Path CAT = Path.of("assets/images/photos/cat.jpg");

    @TempDir
    Path folder;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @BeforeEach
    void waitUntilOpen() {
        until(() -> model().maps().get() != null && !names().isEmpty() && !model().computing().get());
    }

    @Test
    void opensWithLayersPicturesAndPanes() {
        assertEquals(40, model().strip().items().size());
        assertEquals(40, all(window.frame, LayerButton.class).count());
        assertEquals(3, all(window.frame, Thumbnail.class).count());
        assertEquals(3, model().panes().size());
        assertTrue(window.app.notices().isEmpty(), "a notice on opening");
    }

    @Test
    void takesADroppedPicture(FxRobot robot) {
        DroppedFiles.on(window.frame, robot, List.of(CAT));
        until(() -> names().equals(List.of("dogs", "cat", "dahlia", "cat.jpg")));
    }

    @Test
    void saysWhatIsWrongWithADroppedFileAndKeepsItsState(FxRobot robot) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.png"));
        Bounds page = page();
        DroppedFiles.on(window.frame, robot, List.of(empty));
        until(() -> !window.app.notices().isEmpty());
        assertEquals(page, page(), "a notice moves nothing");
        assertEquals(3, names().size());
        String said = words(window.frame).stream().collect(Collectors.joining("\n"));
        assertTrue(said.contains("empty.png"), said);
        robot.type(KeyCode.ESCAPE);
        until(() -> window.app.notices().isEmpty());
    }

    @Test
    void newsStayOnTheirPageAndFaultsAreToldOnAny(FxRobot robot) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.png"));
        DroppedFiles.on(window.frame, robot, List.of(empty));
        robot.interact(() -> window.app.saveSession(folder.resolve("s.normscope")));
        until(() -> window.app.notices().size() == 2);
        robot.sleep(1_200);
        robot.interact(() -> window.app.setWorkspace(LayersSettings.ID));
        assertEquals(List.of(true), window.app.notices().stream().map(Notice::isFault).toList());
        robot.interact(() -> {
            window.app.saveSession(folder.resolve("t.normscope"));
            window.app.setWorkspace(ShiftSettings.ID);
        });
        until(() -> window.app.notices().size() == 2);
    }

    @Test
    void pastesAPicture(FxRobot robot) {
        robot.interact(() -> {
            WritableImage image = new WritableImage(8, 8);
            image.getPixelWriter().setColor(3, 3, Color.RED);
            ClipboardContent content = new ClipboardContent();
            content.putImage(image);
            Clipboard.getSystemClipboard().setContent(content);
        });
        robot.press(KeyCode.CONTROL, KeyCode.V).release(KeyCode.V, KeyCode.CONTROL);
        until(() -> names().size() == 4);
    }

    @Test
    void reordersTheBatchByKeysAndByDragging(FxRobot robot) {
        robot.clickOn(thumbnail(0));
        robot.press(KeyCode.ALT, KeyCode.RIGHT).release(KeyCode.RIGHT, KeyCode.ALT);
        until(() -> names().equals(List.of("cat", "dogs", "dahlia")));
        robot.drag(thumbnail(2)).dropTo(thumbnail(0));
        until(() -> names().equals(List.of("dahlia", "cat", "dogs")));
    }

    @Test
    void takesAPictureOut(FxRobot robot) {
        robot.clickOn(thumbnail(1));
        robot.type(KeyCode.DELETE);
        until(() -> names().equals(List.of("dogs", "dahlia")));
    }

    @Test
    void switchesTheLayerByClickAndByKeysAndUndoesIt(FxRobot robot) {
        LayerButton second = all(window.frame, LayerButton.class).toList().get(1);
        robot.interact(second::fire);
        until(() -> model().layer().get().name().equals("stem.norm"));
        robot.interact(second::requestFocus);
        robot.type(KeyCode.RIGHT);
        until(() -> model().layer().get().name().equals("stem"));
        robot.press(KeyCode.CONTROL, KeyCode.PAGE_UP).release(KeyCode.PAGE_UP, KeyCode.CONTROL);
        until(() -> model().layer().get().name().equals("stem.norm"));
        for (int i = 0; i < 3; i++) robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        until(() -> model().layer().get().name().equals("block1.first.conv"));
    }

    @Test
    void everyWordChangesWithTheLanguage(FxRobot robot) {
        Set<String> english = sayable(Language.ENGLISH);
        english.removeAll(sayable(Language.CHINESE));
        robot.interact(() -> window.app.setLanguage(Language.CHINESE));
        Set<String> left = words(window.frame).stream().filter(english::contains)
            .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), left, "still English");
        robot.interact(() -> window.app.setLanguage(Language.ENGLISH));
        assertTrue(words(window.frame).stream().noneMatch(text -> text.codePoints().anyMatch(Character::isIdeographic)),
            "still Chinese");
    }

    @Test
    void everyControlHasAName() {
        assertEquals(List.of(), nameless(window.frame));
    }

    @Test
    void everyButtonSaysWhatItDoes() {
        assertTrue(all(window.frame, Control.class)
            .filter(node -> node instanceof Button || node instanceof ToggleButton)
            .allMatch(control -> Tips.words(control).isPresent()), "a button without a tooltip");
    }

    /** A tooltip is a window of its own, dressed as what it is about. */
    @Test
    void aTipComesUpWhereThePointerRestsAndIsLegibleInEveryTheme(FxRobot robot) {
        Button button = all(window.frame, Button.class)
            .filter(one -> Tips.words(one).orElse("").contains("(Ctrl+T)")).findFirst().orElseThrow();
        for (Theme theme : Theme.values()) {
            robot.interact(() -> window.app.setTheme(theme));
            robot.moveTo(window.frame.lookup(".rail")).moveTo(button).moveBy(1, 1);
            until(() -> tip().isPresent() && tip().get().getText().equals(Tips.words(button).orElseThrow()));
            robot.interact(() -> {
                Parent shown = tip().orElseThrow().getScene().getRoot();
                assertEquals(List.of(), Legibility.faint(shown, shown), theme.toString());
            });
        }
    }

    private static Optional<Tooltip> tip() {
        return Window.getWindows().stream().filter(Tooltip.class::isInstance).map(Tooltip.class::cast)
            .filter(Tooltip::isShowing).findFirst();
    }

    @Test
    void helpOpensAndClosesByKeys(FxRobot robot) {
        ShortcutsHelp help = all(window.frame, ShortcutsHelp.class).findFirst().orElseThrow();
        robot.type(KeyCode.F1);
        assertTrue(help.isVisible());
        robot.type(KeyCode.ESCAPE);
        assertFalse(help.isVisible());
    }

    @Test
    void theBrushPaintsAndTheStrokeIsUndoneAsOne(FxRobot robot) {
        robot.press(KeyCode.CONTROL, KeyCode.B).release(KeyCode.B, KeyCode.CONTROL);
        until(() -> model().settings().get().brush().on());
        PaintArea area = all(window.frame, PaintArea.class).findFirst().orElseThrow();
        robot.interact(() -> window.frame.layout());
        robot.drag(area).moveBy(30, 20).moveBy(20, -10).drop();
        until(() -> model().settings().get().pictures().get(0).strokes().size() == 1);
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        until(() -> model().settings().get().pictures().get(0).strokes().isEmpty());
    }

    private Bounds page() {
        Node page = window.frame.lookup(".workspace");
        return page.localToScene(page.getLayoutBounds());
    }

    private NormalizeModel model() {
        return window.app.workspace(NormalizeModel.class);
    }

    private List<String> names() {
        return model().tray().items().stream().map(TrayItem::name).toList();
    }

    private Node thumbnail(int index) {
        return all(window.frame, Thumbnail.class).toList().get(index).picture;
    }

    private static Set<String> sayable(Language language) {
        return Messages.keys(language).stream().filter(key -> !key.equals("app.name"))
            .map(key -> Messages.get(language, key))
            .filter(text -> text.length() > 1).collect(Collectors.toCollection(HashSet::new));
    }
}
