package org.normscope.view.style;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.state.desk.Settings;
import org.normscope.state.style.StyleSettings;
import org.normscope.text.Language;
import org.normscope.text.Messages;
import org.normscope.view.frame.OnScreen;
import org.normscope.view.frame.OpenWindow;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What the Style workspace's menus write and read: folders of pictures, the network, sessions. */
class StyleMenusWindowTest extends StyleWindow {
    private static final Path NIGHT_CAFE = Path.of("assets/images/paintings/night-cafe.jpg");

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Test
    void theSizeThatIsRenderedIsMarkedAmongTheOthers(FxRobot robot) {
        robot.interact(() -> model().setFullSide(3072));
        MenuButton more = (MenuButton) window.frame.lookup(".render-row > .pane-menu");
        robot.interact(more::show);
        assertEquals(List.of("Longer side 3072 px"), more.getItems().stream().filter(item ->
            item instanceof RadioMenuItem radio && radio.isSelected()).map(MenuItem::getText).toList());
        robot.interact(() -> more.getItems().get(0).fire());
        assertEquals(1024, settings().fullSide());
    }

    @Test
    void aFolderIsPaintedAsPngAndAsJpeg(FxRobot robot) throws IOException {
        Path from = Files.createDirectory(folder.resolve("from"));
        Pixels cat = Lanczos.scaled(PictureFile.read(CAT), 90);
        PictureFile.writePng(cat, from.resolve("cat.png"));
        PictureFile.writeJpeg(cat, 0.9f, from.resolve("second.jpg"));
        Settings before = window.app.settings().get();
        window.asker.folders.put("style.folder.from", from);
        window.asker.folders.put("style.folder.to", null);
        choose(robot, "style.folder");
        assertEquals(List.of(), window.app.notices(), "thought better of it");
        for (String ending : List.of("png", "jpg")) {
            Path to = folder.resolve("as " + ending);
            window.asker.folders.put("style.folder.to", to);
            choose(robot, ending.equals("png") ? "style.folder" : "style.folder.jpeg");
            until(() -> !window.app.notices().isEmpty());
            assertEquals(Set.of("cat." + ending, "second." + ending), names(to), () -> window.notices().toString());
            for (String name : names(to)) {
                byte[] bytes = Files.readAllBytes(to.resolve(name));
                assertEquals(ending.equals("png") ? 0x89 : 0xFF, bytes[0] & 255, "what the name says it is");
                Pixels painted = PictureFile.read(to.resolve(name));
                assertEquals(cat.width() + " x " + cat.height(), painted.width() + " x " + painted.height());
                assertTrue(apart(cat, painted) > 8, "it is painted");
            }
            assertTrue(window.notices().get(0).startsWith("2 pictures painted"), window.notices().toString());
            robot.interact(() -> window.app.dismiss(window.app.notices().get(0)));
        }
        assertTrue(apart(PictureFile.read(folder.resolve("as png/cat.png")),
            PictureFile.read(folder.resolve("as jpg/cat.jpg"))) < 6);
        assertEquals(before, window.app.settings().get());
    }

    @Test
    void theNetworkIsSavedAndPaintsTheSame(FxRobot robot) throws IOException {
        Path small = folder.resolve("small.png");
        PictureFile.writePng(Lanczos.scaled(PictureFile.read(CAT), 128), small);
        robot.interact(() -> model().dropOnContent(List.of(small)));
        until(() -> settings().content().origin().equals(small.toString()));
        // At the whole weight: what is left of the content's own style is fixed in the file as that of this content.
        robot.interact(() -> model().setWeight(1));
        settle();
        Pixels painted = model().frame().get().after();
        window.asker.toSave = folder.resolve("mine.onnx");
        choose(robot, "style.network.save");
        until(() -> Files.exists(window.asker.toSave) && window.app.activity().get() == null
            && !window.app.notices().isEmpty());
        assertTrue(window.notices().get(0).contains("mine.onnx"), window.notices().toString());
        window.asker.toOpen.add(window.asker.toSave);
        choose(robot, "style.engine.open");
        until(() -> settings().engine().origin().equals(window.asker.toSave.toString()));
        settle();
        assertEquals("mine", model().engine().get().name());
        assertTrue(apart(painted, model().frame().get().after()) < 3,
            () -> "off by " + apart(painted, model().frame().get().after()));
    }

    @Test
    void aSessionIsSavedOpenedAndUndone(FxRobot robot) {
        robot.interact(() -> model().drop(List.of(CAT, NIGHT_CAFE)));
        until(() -> settings().content().origin().endsWith("cat.jpg"));
        robot.interact(() -> model().setRho(0.3));
        settle();
        Pixels painted = model().frame().get().after();
        StyleSettings saved = settings();
        choose(robot, "sessions.save");
        assertEquals(List.of(), window.app.notices(), "thought better of it");
        window.asker.toSave = folder.resolve("lesson.normscope");
        choose(robot, "sessions.save");
        until(() -> !window.app.notices().isEmpty());
        assertTrue(window.notices().get(0).contains("lesson.normscope"), window.notices().toString());
        while (window.app.canUndo().get()) undo(robot);
        assertEquals(OpenWindow.settings().of(StyleSettings.class), settings());
        choose(robot, "sessions.open");
        assertEquals(OpenWindow.settings().of(StyleSettings.class), settings(), "thought better of it");
        window.asker.toOpen.add(window.asker.toSave);
        choose(robot, "sessions.open");
        until(() -> settings().equals(saved));
        settle();
        assertArrayEquals(painted.argb(), model().frame().get().after().argb());
        undo(robot);
        assertEquals(OpenWindow.settings().of(StyleSettings.class), settings());
    }

    private void undo(FxRobot robot) {
        robot.interact(window.app::undo);
        until(() -> window.app.activity().get() == null);
    }

    private void choose(FxRobot robot, String key) {
        String words = Messages.get(Language.ENGLISH, key);
        robot.interact(() ->
            all(window.frame, MenuButton.class).filter(OnScreen::shown).flatMap(menu -> menu.getItems().stream())
                .filter(item -> words.equals(item.getText())).findFirst().orElseThrow().fire());
        until(() -> window.app.activity().get() == null && !model().render().get().running());
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    /** Mean difference of the levels. */
    private static double apart(Pixels a, Pixels b) {
        assertEquals(a.width() + " x " + a.height(), b.width() + " x " + b.height());
        long sum = 0;
        for (int i = 0; i < a.argb().length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                sum += Math.abs((a.argb()[i] >> shift & 255) - (b.argb()[i] >> shift & 255));
            }
        }
        return sum / (3.0 * a.argb().length);
    }
}
