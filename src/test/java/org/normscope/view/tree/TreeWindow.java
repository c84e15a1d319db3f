package org.normscope.view.tree;

import static org.normscope.view.frame.OnScreen.until;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.SnapshotParameters;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.state.tree.TreeModel;
import org.normscope.state.tree.TreeSettings;
import org.normscope.view.frame.OpenWindow;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/** For tests of a window that opens in the Tree workspace. */
@ExtendWith(ApplicationExtension.class)
abstract class TreeWindow {
    @TempDir
    Path folder;
    OpenWindow window;

    /** To be called by each test's own start: TestFX does not look for one here. */
    final void open(Stage stage) {
        window = new OpenWindow(stage, Path.of("target", "data"),
            OpenWindow.settings().withWorkspace(TreeSettings.ID));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    TreeModel model() {
        return window.app.workspace(TreeModel.class);
    }

    /** Content and style of that size. */
    void pictures(FxRobot robot, int width, int height) {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) argb[i] = 0xFF000000 | i * 2654435 & 0xFFFFFF;
        Path file = folder.resolve(width + ".png");
        PictureFile.writePng(new Pixels(width, height, argb), file);
        robot.interact(() -> window.app.drop(List.of(file, file)));
        until(() -> model().content() != null && model().content().width() == width
            && model().style().width() == width);
    }

    /** Small ones, so that every node is soon done. */
    void small(FxRobot robot) {
        pictures(robot, 40, 30);
    }

    /** Laid out as by some pulses. */
    void resize(double width, double height) {
        window.frame.resize(width, height);
        SnapshotParameters corner = new SnapshotParameters();
        corner.setViewport(new Rectangle2D(0, 0, 1, 1));
        for (int i = 0; i < 3; i++) window.frame.snapshot(corner, null);
    }
}
