package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.desk.TrayItem;
import org.normscope.state.layers.LayersSettings;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.shift.ShiftSettings;
import org.normscope.state.style.StyleSettings;
import org.normscope.state.transfer.TransferSettings;
import org.normscope.state.tree.TreeSettings;
import org.normscope.view.control.DropSign;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What is said before the button is let go. */
class DropSignWindowTest extends WindowFixture {
    private static final Path CAT = Path.of("assets/images/photos/cat.jpg"),
        PHOTOS = Path.of("assets/flowers/roses"), TEXT = Path.of("pom.xml");

    @TempDir
    Path folder;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @BeforeEach
    void waitUntilOpen() {
        until(() -> window.app.workspace(NormalizeModel.class).maps().get() != null);
    }

    private DropSign sign() {
        return DropSign.of(window.frame);
    }

    private String said(FxRobot robot, Node place, Path... files) {
        boolean taken = DroppedFiles.over(place, robot, List.of(files));
        assertTrue(sign().isVisible());
        assertEquals(taken, sign().getPseudoClassStates().stream().noneMatch(c -> c.getPseudoClassName()
            .equals("faulty")));
        Bounds covered = sign().localToScene(sign().getLayoutBounds()),
            its = place.localToScene(place.getLayoutBounds());
        assertEquals(its.getWidth(), covered.getWidth(), 1, "covers its place and nothing else");
        assertEquals(its.getMinX(), covered.getMinX(), 1);
        return ((Label) sign().lookup(".label")).getText();
    }

    @Test
    void everyWorkspaceSaysWhatItWouldMakeOfFiles(FxRobot robot) throws IOException {
        Path network = Files.createFile(folder.resolve("net.onnx")),
            session = Files.createFile(folder.resolve("s.normscope"));
        assertEquals("cat.jpg into the tray", said(robot, window.frame, CAT));
        assertEquals("2 pictures into the tray", said(robot, window.frame, CAT, CAT));
        assertEquals("Take the pictures in roses into the tray", said(robot, window.frame, PHOTOS));
        assertEquals("Open the network net.onnx", said(robot, window.frame, network));
        assertEquals("Open the session s.normscope", said(robot, window.frame, session));
        assertTrue(said(robot, window.frame, TEXT).startsWith("pom.xml is not taken here"));
        robot.interact(() -> window.app.setWorkspace(LayersSettings.ID));
        assertEquals("Look through the pictures in roses", said(robot, window.frame, PHOTOS));
        robot.interact(() -> window.app.setWorkspace(ShiftSettings.ID));
        assertEquals("Watch the answers on the pictures in roses while the look changes",
            said(robot, window.frame, PHOTOS));
        Files.copy(CAT, Files.createDirectories(folder.resolve("domains/photo/rose")).resolve("cat.jpg"));
        assertEquals("Run the networks over the domains in domains",
            said(robot, window.frame, folder.resolve("domains")));
        assertEquals("Put the network net.onnx beside the others", said(robot, window.frame, network));
        robot.interact(() -> window.app.setWorkspace(StyleSettings.ID));
        assertEquals("cat.jpg as content", said(robot, one(".content-card"), CAT));
        assertEquals("cat.jpg as style", said(robot, one(".styles-card"), CAT));
        robot.interact(() -> window.app.setWorkspace(TransferSettings.ID));
        assertEquals("Learn the classes in flowers", said(robot, window.frame, PHOTOS.getParent()));
        assertTrue(said(robot, window.frame, PHOTOS).startsWith("roses has no folder for each class"));
        robot.interact(() -> window.app.setWorkspace(TreeSettings.ID));
        assertEquals("cat.jpg as content", said(robot, window.frame, CAT));
        assertTrue(said(robot, window.frame, PHOTOS).startsWith("roses is not taken here"));
        assertEquals(1, all(window.frame, DropSign.class).count());
    }

    /** Some programs go on saying that files are held when they were let go. */
    @Test
    void theSignGoesWhenThePointerMovesWithNothingHeld(FxRobot robot) {
        said(robot, window.frame, CAT);
        robot.moveTo(window.frame).moveBy(40, 30);
        until(() -> !sign().isVisible());
    }

    private Node one(String style) {
        return window.frame.lookup(style);
    }

    @Test
    void aFolderOnNormalizeIsTakenAsItsPictures(FxRobot robot) {
        robot.interact(() -> window.app.setWorkspace(NormalizeSettings.ID));
        DroppedFiles.on(window.frame, robot, List.of(PHOTOS));
        NormalizeModel model = window.app.workspace(NormalizeModel.class);
        until(() -> model.tray().items().size() == 3 + 16);
        assertEquals(16, model.tray().items().stream().map(TrayItem::name).filter(name -> name.endsWith(".jpg"))
            .count());
        assertTrue(window.notices().get(0).startsWith("16 of the 60 pictures in roses"), window.notices().toString());
        assertFalse(sign().isVisible());
    }
}
