package org.normscope.state.style;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.normscope.image.Lanczos;
import org.normscope.image.PictureFile;
import org.normscope.image.PictureTexts;
import org.normscope.image.Pixels;
import org.normscope.state.app.Desk;
import org.normscope.task.Queue;

/** The network's answer as the start of a descent, and what of a job's picture is shown. */
class StyleRefineTest extends StyleDesk {
    private StyleMade made() {
        return Objects.requireNonNull(style.render().get().made());
    }

    private void small() {
        small(style);
    }

    private void small(StyleModel model) {
        Path cat = folder.resolve("cat.png");
        PictureFile.writePng(Lanczos.scaled(PictureFile.read(CAT), 56), cat);
        model.chooseContent(List.of(cat.toString()));
    }

    @Test
    void theAnswerIsRefinedItsDifferenceShownAndBothSaved() throws IOException {
        small();
        // While a slider is dragged the picture has its own size, as the refined one; at rest that of the screen.
        desk.app.beginGesture();
        style.setWeight(.9);
        Pixels answer = style.frame().get().after();
        desk.app.endGesture();
        style.refine();
        StyleMade.Refined refined = made().refined();
        Pixels picture = made().shown();
        assertTrue(refined.last() < .8 * refined.first(), refined.toString());
        assertEquals(56, picture.width());
        assertSame(picture, made().frame(500).after());

        style.seeDifference(true);
        Pixels difference = made().frame(500).after();
        for (int i = 0; i < answer.argb().length; i++) {
            int by = (picture.argb()[i] & 255) - (answer.argb()[i] & 255);
            assertEquals(Math.max(0, Math.min(255, 128 + by)), difference.argb()[i] & 255);
        }
        Path changed = folder.resolve("changed.png"), kept = folder.resolve("kept.png");
        style.saveRender(changed);
        style.seeDifference(false);
        style.saveRender(kept);
        assertArrayEquals(difference.argb(), PictureFile.read(changed).argb());
        assertArrayEquals(picture.argb(), PictureFile.read(kept).argb());
        String command = PictureTexts.of(Files.readAllBytes(kept)).get("Description");
        assertTrue(command.endsWith("--size 56 --refine 30"), command);
        assertFalse(PictureTexts.of(Files.readAllBytes(changed)).containsKey("Description"));
    }

    @Test
    void itIsShownWhileTheSettingsAskForIt() {
        small();
        style.refine();
        assertTrue(made().isOf(settings()));
        style.setView(settings().view().withDivider(.2));
        assertTrue(made().isOf(settings()), "how it is looked at is no other picture");
        style.setWeight(.3);
        assertFalse(made().isOf(settings()));
        desk.app.undo();
        assertTrue(made().isOf(settings()));
        style.endRender();
        assertEquals(StyleRender.NONE, style.render().get());
    }

    @Test
    void itIsCancelledAtAnyMoment() {
        Queue work = new Queue();
        try (Desk other = new Desk(work, Runnable::run).started()) {
            StyleModel model = entered(other, work);
            small(model);
            work.runAll();
            model.refine();
            assertTrue(model.render().get().running());
            // Cancelled by whoever hears that it has begun: it ends at its next step.
            model.render().addListener((property, old, now) -> {
                if (now.progress() > 0 && now.running()) model.endRender();
            });
            work.runAll();
            assertEquals(StyleRender.NONE, model.render().get());
        }
    }

    @Test
    void itWaitsAndGoesOn() {
        Queue work = new Queue();
        try (Desk other = new Desk(work, Runnable::run).started()) {
            StyleModel model = entered(other, work);
            small(model);
            work.runAll();
            model.pauseRender(true);
            assertEquals(StyleRender.NONE, model.render().get(), "nothing runs that could wait");
            model.refine();
            model.pauseRender(true);
            assertTrue(model.render().get().paused() && model.render().get().running());
            model.pauseRender(false);
            assertFalse(model.render().get().paused());
            // Between two steps it is paused, and goes on before the second, or the test would never end.
            int[] waited = {0};
            model.render().addListener((property, old, now) -> {
                if (!now.running() || now.paused() || now.progress() <= 0) return;
                if (waited[0]++ == 0) {
                    model.pauseRender(true);
                    model.pauseRender(false);
                } else model.endRender();
            });
            work.runAll();
            assertEquals(2, Math.min(2, waited[0]));
            assertEquals(StyleRender.NONE, model.render().get());
        }
    }

    @Test
    void aNetworkWithItsStyleInItsWeightsHasNothingToRefineTowards() {
        Path file = folder.resolve("mine.onnx");
        style.saveNetwork(file);
        desk.app.drop(List.of(file));
        style.refine();
        assertEquals(StyleRender.NONE, style.render().get());
    }

    /** Of a picture that is long and low: how long it is decides. */
    @Test
    void aLargePictureIsShownFromFewerPixelsWhereItIsSmallOnScreen() {
        Path low = folder.resolve("low.png");
        PictureFile.writePng(new Pixels(512, 8, new int[512 * 8]), low);
        style.chooseContent(List.of(low.toString()));
        style.setFullSide(2048);
        style.renderFull();
        assertEquals(2048, made().frame(1500).side());
        assertEquals(1024, made().frame(1024).side());
        assertEquals(1024, made().frame(80).side());
        assertEquals(2048, made().frame(5000).side());
    }
}
