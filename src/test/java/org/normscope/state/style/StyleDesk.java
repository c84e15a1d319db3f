package org.normscope.state.style;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.state.app.Desk;
import org.normscope.task.Queue;

/** For tests of the Style workspace, entered, without a window. */
abstract class StyleDesk {
    static final Path CAT = Path.of("assets/images/photos/cat.jpg"),
        CAFE = Path.of("assets/images/paintings/night-cafe.jpg");

    /** Of the sharp picture, pixels: the least that a view asks for. */
    static final int SIDE = 384;

    @TempDir
    Path folder;
    Desk desk;
    StyleModel style;

    @BeforeEach
    void enter() {
        desk = new Desk(folder.resolve("data")).started();
        style = desk.app.workspace(StyleModel.class);
        style.setViewSide(SIDE);
        desk.app.setWorkspace(StyleSettings.ID);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** The Style workspace of a desk whose work waits until it is run, entered. */
    static StyleModel entered(Desk other, Queue work) {
        work.runAll();
        other.app.setWorkspace(StyleSettings.ID);
        work.runAll();
        return other.app.workspace(StyleModel.class);
    }

    StyleSettings settings() {
        return style.settings().get();
    }
}
