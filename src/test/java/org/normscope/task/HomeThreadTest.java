package org.normscope.task;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.normscope.Workspaces;
import org.normscope.engine.DjlRunner;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.network.ModelLibrary;
import org.normscope.state.desk.Chosen;
import org.normscope.state.desk.Look;
import org.normscope.state.desk.Theme;
import org.normscope.text.Language;

/** What must not happen on a thread is noticed where it happens. */
class HomeThreadTest {
    private static final String WINDOW = "JavaFX Application Thread";

    @Test
    void theHomeIsWhereItWasMade() throws Exception {
        HomeThread home = new HomeThread();
        assertTrue(home.isHere());
        assertNull(thrownOn("another", () -> assertFalse(home.isHere())));
    }

    @Test
    void decodingOnTheWindowsThreadIsNoticed() throws Exception {
        byte[] png = PictureFile.png(new Pixels(1, 1, new int[] {0xFF000000}), Map.of());
        assertNull(thrownOn("worker", () -> PictureFile.read(png, "a.png")));
        assertInstanceOf(AssertionError.class, thrownOn(WINDOW, () -> PictureFile.read(png, "a.png")));
    }

    @Test
    void inferenceOnTheWindowsThreadIsNoticed() throws Exception {
        try (DjlRunner runner = new DjlRunner(1)) {
            ModelLibrary library = new ModelLibrary(runner);
            // At a size of which no shapes are shipped, so that it is measured.
            assertInstanceOf(AssertionError.class,
                thrownOn(WINDOW, () -> library.open("builtin:twin-bn", Map.of("size", "96"))));
        }
    }

    @Test
    void choicesThatChangeOnAnotherThreadAreNoticed() throws Exception {
        Chosen chosen = new Chosen(Workspaces.initial(new Look(Theme.DARK, Language.ENGLISH)));
        chosen.change(settings -> settings.withWorkspace("style"));
        assertInstanceOf(AssertionError.class,
            thrownOn("worker", () -> chosen.change(settings -> settings.withWorkspace("shift"))));
    }

    /** What it throws on a thread of that name; null where it throws nothing. */
    private static Throwable thrownOn(String name, Executable what) throws InterruptedException {
        Throwable[] thrown = new Throwable[1];
        Thread thread = new Thread(() -> {
            try {
                what.execute();
            } catch (Throwable caught) {
                thrown[0] = caught;
            }
        }, name);
        thread.start();
        thread.join();
        return thrown[0];
    }
}
