package org.normscope.view.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.until;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.state.app.Desk;
import org.normscope.state.desk.Workspace;
import org.normscope.state.layers.LayersModel;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.NormalizeSettings;
import org.normscope.state.transfer.TransferModel;
import org.normscope.state.tree.TreeSettings;
import org.normscope.transfer.ColourPictures;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Every workspace in every window, and legible in every theme. */
@ExtendWith(ApplicationExtension.class)
class FitsWindowTest {
    private static final Logger STYLES = Logger.getLogger("javafx.css");

    @TempDir
    static Path folder;
    private OpenWindow window;

    @Start
    void open(Stage stage) {
        window = new OpenWindow(stage, Path.of("target", "data"), OpenWindow.settings().with(NormalizeSettings.class,
            settings -> settings.withPanes(Desk.initial().of(NormalizeSettings.class).panes(), 1)));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    @Test
    void everythingFitsEverywhere(FxRobot robot) throws IOException {
        // Little to learn and to paint, so that the nodes of the tree and the lesson are soon done.
        Path classes = ColourPictures.write(folder.resolve("classes"), List.of("daisy", "dandelion", "roses",
            "sunflowers", "a class of a long name"), 12);
        Path picture = folder.resolve("a walk by the lake.png");
        PictureFile.writePng(new Pixels(40, 30, new int[40 * 30]), picture);
        robot.interact(() -> {
            window.app.setWorkspace(TreeSettings.ID);
            window.app.drop(List.of(picture, picture));
            window.app.workspace(TransferModel.class).setData(List.of(classes.toString()));
        });
        for (Workspace workspace : window.app.workspaces()) {
            robot.interact(() -> window.app.setWorkspace(workspace.id()));
            until(() -> !workspace.computing().get() && window.app.activity().get() == null);
        }
        until(() -> window.app.workspace(TransferModel.class).lesson().get() != null
            && !window.app.workspace(TransferModel.class).wrong().get().isEmpty());
        robot.interact(() -> window.app.workspace(LayersModel.class).index().pause());
        Map<String, Runnable> views = new LinkedHashMap<>();
        window.app.workspaces().forEach(one -> views.put(one.id(), () -> window.app.setWorkspace(one.id())));
        List<String> misfits = new ArrayList<>();
        Handler listening = new WarningsOfSheets(misfits);
        STYLES.addHandler(listening);
        EveryWindow windows = new EveryWindow(window, robot);
        misfits.addAll(windows.misfits(views));
        misfits.addAll(windows.faint(views));
        STYLES.removeHandler(listening);
        assertEquals("", String.join("\n", misfits));
    }

    @Test
    void manyPicturesKeepTheButtonThatAddsOneInSight(FxRobot robot) {
        NormalizeModel model = window.app.workspace(NormalizeModel.class);
        until(() -> model.maps().get() != null);
        robot.interact(() -> model.addPictures(Collections.nCopies(12, "builtin:photos/cat")));
        until(() -> model.tray().items().size() == 15);
        robot.interact(() -> {
            assertEquals(List.of(), new EveryWindow(window, robot).look(EveryWindow.SIZES.get(0), 13));
            Node add = window.frame.lookup(".add-picture");
            double right = add.localToScene(add.getLayoutBounds()).getMaxX();
            assertTrue(right < window.frame.lookup(".tray-tools").localToScene(0, 0).getX(), "it is at " + right);
        });
    }

    /** What the toolkit says of style sheets that it cannot follow. */
    private static final class WarningsOfSheets extends Handler {
        private final List<String> told;

        WarningsOfSheets(List<String> told) {
            this.told = told;
        }

        @Override
        public void publish(LogRecord record) {
            told.add("style sheet: " + record.getMessage());
        }

        @Override
        public void flush() { }

        @Override
        public void close() { }
    }
}
