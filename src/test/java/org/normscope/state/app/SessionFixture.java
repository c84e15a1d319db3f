package org.normscope.state.app;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of what a session keeps: a started desk, and a file for it. */
abstract class SessionFixture {
    @TempDir
    protected Path folder;
    protected Desk desk;
    protected Path session;

    @BeforeEach
    final void open() {
        desk = new Desk().started();
        session = folder.resolve("lesson.normscope");
    }

    @AfterEach
    final void close() {
        desk.close();
    }
}
