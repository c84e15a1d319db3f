package org.normscope.state.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.normscope.image.PictureFile;
import org.normscope.image.Pixels;
import org.normscope.network.GraphRunner;
import org.normscope.state.app.AppModel;
import org.normscope.state.app.Desk;
import org.normscope.task.Queue;
import org.normscope.task.Workers;

/** What the Style workspace renders and writes as a job. */
class StyleJobsTest extends StyleDesk {

    @Test
    void theNetworkIsSavedWithStyleAndMixingInside() {
        style.setRho(0.3);
        Path file = folder.resolve("mine.onnx");
        style.saveNetwork(file);
        assertTrue(Files.exists(folder.resolve("mine.json")));
        assertTrue(desk.notices().get(0).contains("mine.onnx"));
        Pixels built = style.frame().get().after();
        desk.app.drop(List.of(file));
        assertFalse(style.engine().get().takesStyles());
        style.setRho(0); // It has its mixing inside.
        Pixels saved = style.frame().get().after();
        int furthest = 0;
        for (int i = 0; i < saved.argb().length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                furthest = Math.max(furthest,
                    Math.abs((saved.argb()[i] >> shift & 255) - (built.argb()[i] >> shift & 255)));
            }
        }
        assertTrue(furthest <= 2, "another network gives the same picture, but for " + furthest + " levels");
    }

    @Test
    void aFolderIsPaintedAndWhatCannotBeReadIsNamed() throws Exception {
        Path from = Files.createDirectories(folder.resolve("in/deep")).getParent(), to = folder.resolve("out");
        Files.copy(CAT, from.resolve("cat.jpg"));
        Files.copy(CAFE, from.resolve("deep/cafe.jpg"));
        Files.writeString(from.resolve("broken.png"), "no picture");
        style.setFullSide(1024);
        style.renderFolder(from, to, false);
        assertFalse(style.render().get().running());
        assertEquals(PictureFile.read(CAT).width(), PictureFile.read(to.resolve("cat.png")).width());
        assertTrue(Files.exists(to.resolve("deep/cafe.png")));
        assertTrue(desk.notices().get(0).contains("broken.png"), desk.notices().toString());
        assertTrue(desk.notices().get(1).contains("2") && desk.notices().get(1).contains("1 skipped"),
            desk.notices().toString());
        style.renderFolder(from, from.resolve("deep"), false);
        assertTrue(desk.app.notices().get(2).isFault());
    }

    /** What is written by then stays, and lies somewhere. */
    @Test
    void aFolderThatIsCancelledSaysHowMuchOfItIsPainted() throws Exception {
        Path from = Files.createDirectory(folder.resolve("three")), to = folder.resolve("painted");
        for (String name : List.of("a", "b", "c")) Files.copy(CAT, from.resolve(name + ".jpg"));
        style.setFullSide(1024);
        style.render().addListener((property, old, now) -> {
            if (now.progress() > .4 && Files.exists(to.resolve("a.png"))) style.endRender();
        });
        style.renderFolder(from, to, false);
        assertEquals(List.of("2 pictures were painted into " + to + " before it was cancelled"), desk.notices());
        assertFalse(style.render().get().running());
        assertEquals(2, to.toFile().list().length);
        style.renderFull();
        style.endRender();
        assertEquals(1, desk.notices().size(), "of one picture nothing is left");
    }

    @Test
    void aRenderingIsCancelled() {
        Queue work = new Queue();
        try (Desk other = new Desk(work, Runnable::run).started()) {
            StyleModel model = entered(other, work);
            model.renderFull();
            assertTrue(model.render().get().running());
            model.endRender();
            work.runAll();
            assertEquals(StyleRender.NONE, model.render().get());
            model.setFullSide(1024);
            model.renderFull();
            work.runAll();
            assertEquals(1024, model.render().get().picture().width());
        }
    }

    /** A run of a network takes long and does not look up: it is ended from outside. */
    @Test
    void aRenderingThatIsCancelledEndsWithinItsRun() {
        AtomicReference<Runnable> within = new AtomicReference<>(() -> { });
        List<Throwable> ends = new ArrayList<>();
        GraphRunner runner = (GraphRunner) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] {GraphRunner.class}, (proxy, method, given) -> {
                if (given != null && given.length == 4) within.get().run();
                try {
                    return method.invoke(desk.runner, given);
                } catch (InvocationTargetException e) {
                    ends.add(e.getCause());
                    throw e.getCause();
                }
            });
        AppModel app = Desk.app(runner, Workers.all(Runnable::run), Desk.DATA, Runnable::run);
        app.start(Desk.initial());
        app.setWorkspace(StyleSettings.ID);
        StyleModel model = app.workspace(StyleModel.class);
        model.setFullSide(512);
        within.set(model::endRender);
        model.renderFull();
        assertEquals(1, ends.size());
        assertInstanceOf(CancellationException.class, ends.get(0));
        assertEquals(StyleRender.NONE, model.render().get());
        within.set(() -> { });
        model.renderFull();
        assertEquals(512, model.render().get().picture().width());
        app.close();
    }

    @Test
    void whatIsOddAboutAPictureThatIsPaintedAllTheSameIsSaid() throws Exception {
        byte[] whole = Files.readAllBytes(CAT);
        Path from = Files.createDirectories(folder.resolve("in")), to = folder.resolve("out");
        Path unended = Files.write(from.resolve("unended.jpg"), Arrays.copyOf(whole, whole.length - 2));
        style.dropOnContent(List.of(unended));
        assertEquals(unended.toString(), settings().content().origin());
        assertEquals(1, desk.notices().size(), desk.notices().toString());
        assertTrue(desk.notices().get(0).contains("lacks the mark of its end"), desk.notices().toString());
        desk.app.dismiss(desk.app.notices().get(0));
        style.setFullSide(1024);
        style.renderFolder(from, to, false);
        assertTrue(Files.exists(to.resolve("unended.png")));
        assertTrue(desk.notices().get(0).contains("lacks the mark of its end"), desk.notices().toString());
    }
}
