package org.normscope.view.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.all;
import static org.normscope.view.frame.OnScreen.nameless;
import static org.normscope.view.frame.OnScreen.until;
import static org.normscope.view.frame.OnScreen.words;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.normscope.image.PictureFile;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.style.StyleFrame;
import org.normscope.state.style.StyleModel;
import org.normscope.state.style.StyleRuns;
import org.normscope.state.style.StyleSettings;
import org.normscope.text.Language;
import org.normscope.view.control.NumberSlider;
import org.normscope.view.frame.DroppedFiles;
import org.normscope.view.frame.WindowFixture;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The Style workspace as its user meets it. */
class StyleWindowTest extends WindowFixture {
    private static final Path CAT = Path.of("assets/images/photos/cat.jpg"),
        NIGHT_CAFE = Path.of("assets/images/paintings/night-cafe.jpg");

    @TempDir
    Path folder;

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @BeforeEach
    void enter(FxRobot robot) {
        until(() -> window.app.workspace(NormalizeModel.class).maps().get() != null
            && !window.app.workspace(NormalizeModel.class).computing().get());
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT3).release(KeyCode.DIGIT3, KeyCode.CONTROL);
        settle();
    }

    private StyleModel model() {
        return window.app.workspace(StyleModel.class);
    }

    private StyleSettings settings() {
        return model().settings().get();
    }

    @Test
    void twoFilesAreDroppedBothSlidersDraggedAndThePixelsFollow(FxRobot robot) {
        int[] first = pixels(robot);
        DroppedFiles.on(view().result(), robot, List.of(CAT, NIGHT_CAFE));
        until(() -> settings().content().origin().endsWith("cat.jpg"));
        settle();
        assertTrue(settings().styles().get(0).picture().origin().endsWith("night-cafe.jpg"));
        int[] dropped = pixels(robot);
        assertFalse(Arrays.equals(first, dropped), "what was dropped is shown");

        StyleRuns runs = model().runs().get();
        int[] weighed = dragged(robot, "style-weight", -0.5, dropped);
        assertTrue(settings().weight() < 0.7, () -> "weight " + settings().weight());
        int[] mixed = dragged(robot, "style-rho", 0.6, weighed);
        assertTrue(settings().rho() > 0.3, () -> "rho " + settings().rho());
        assertFalse(Arrays.equals(weighed, mixed));
        assertEquals(runs.contents(), model().runs().get().contents(), "a slider reads no content");
        assertEquals(runs.styles(), model().runs().get().styles(), "a slider reads no style");

        StyleSettings last = settings();
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        until(() -> settings().rho() == 0 && settings().weight() == last.weight());
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        until(() -> settings().weight() == StyleSettings.initial().weight());
        settle();
        assertEquals(last.content(), settings().content(), "a drag is one step");
        assertTrue(Arrays.equals(dropped, pixels(robot)), "what was before stands again");
    }

    /** Drags a slider's thumb by a share of its length; on the way previews are shown, at its end a sharp picture. */
    private int[] dragged(FxRobot robot, String style, double share, int[] before) {
        List<StyleFrame> shown = new ArrayList<>();
        model().frame().addListener((property, old, frame) -> shown.add(frame));
        Node slider = all(window.frame, NumberSlider.class).filter(node -> node.getStyleClass().contains(style))
            .findFirst().orElseThrow();
        Slider track = all((Parent) slider, Slider.class).findFirst().orElseThrow();
        Bounds thumb = track.lookup(".thumb").localToScreen(track.lookup(".thumb").getBoundsInLocal());
        double length = track.localToScreen(track.getBoundsInLocal()).getWidth();
        robot.drag(new Point2D(thumb.getCenterX(), thumb.getCenterY()));
        for (int i = 1; i <= 5; i++) {
            robot.moveTo(new Point2D(thumb.getCenterX() + i * share * length / 5, thumb.getCenterY()));
            WaitForAsyncUtils.waitForFxEvents();
        }
        until(() -> model().frame().get().settings().equals(settings().painted()));
        assertFalse(model().frame().get().sharp(), "while it is dragged there are previews");
        int[] during = pixels(robot);
        assertFalse(Arrays.equals(before, during), "the pixels follow the drag");
        robot.drop();
        settle();
        assertTrue(shown.stream().filter(frame -> !frame.sharp()).count() > 1, () -> shown.size() + " frames");
        assertTrue(shown.stream().filter(frame -> !frame.sharp())
            .allMatch(frame -> frame.ran() == StyleFrame.Ran.DECODER));
        return pixels(robot);
    }

    @Test
    void placesTakeWhatIsDroppedOnThem(FxRobot robot) {
        DroppedFiles.on(all(window.frame, ContentCard.class).findFirst().orElseThrow(), robot, List.of(CAT));
        until(() -> settings().content().origin().endsWith("cat.jpg"));
        DroppedFiles.on(all(window.frame, StyleTiles.class).findFirst().orElseThrow(), robot, List.of(NIGHT_CAFE));
        until(() -> settings().styles().get(0).picture().origin().endsWith("night-cafe.jpg"));
        settle();
        assertEquals(List.of(), window.notices());
        DroppedFiles.on(view().result(), robot, List.of(Path.of("README.md")));
        until(() -> !window.notices().isEmpty());
        assertTrue(window.notices().get(0).contains("README.md"));
        assertTrue(settings().content().origin().endsWith("cat.jpg"));
    }

    @Test
    void stylesAreMixedByPlusAndPad(FxRobot robot) {
        StyleTile second = all(window.frame, StyleTile.class).toList().get(1);
        robot.interact(second.picture::requestFocus);
        robot.type(KeyCode.PLUS);
        until(() -> settings().styles().size() == 2);
        MixPad pad = all(window.frame, MixPad.class).findFirst().orElseThrow();
        until(pad::isVisible);
        assertTrue(pad.getAccessibleText().contains("50%"), pad.getAccessibleText());
        robot.interact(pad::requestFocus);
        robot.type(KeyCode.RIGHT).type(KeyCode.RIGHT);
        until(() -> Math.abs(settings().styles().get(1).weight() - 0.6) < 1e-9);
        assertTrue(pad.getAccessibleText().contains("60%"), pad.getAccessibleText());
        Bounds bounds = pad.localToScreen(pad.getBoundsInLocal());
        robot.clickOn(new Point2D(bounds.getCenterX(), bounds.getCenterY()));
        until(() -> Math.abs(settings().styles().get(1).weight() - 0.5) < 0.03);
        robot.clickOn(second.picture);
        until(() -> settings().styles().size() == 1);
        settle();
    }

    @Test
    void theDividerIsDraggedAndMovedByKeys(FxRobot robot) {
        BeforeAfter picture = view().result().view();
        Bounds bounds = picture.localToScreen(picture.getBoundsInLocal());
        double at = picture.divider();
        robot.drag(new Point2D(bounds.getMinX() + at * bounds.getWidth(), bounds.getCenterY() - 60))
            .dropTo(new Point2D(bounds.getMinX() + 0.7 * bounds.getWidth(), bounds.getCenterY() - 60));
        assertEquals(0.7, picture.divider(), 0.02);
        robot.type(KeyCode.LEFT).type(KeyCode.LEFT);
        assertEquals(0.66, picture.divider(), 0.02);
        robot.type(KeyCode.HOME);
        assertEquals(0, picture.divider());
        double zoom = picture.viewport().zoom();
        robot.type(KeyCode.PLUS);
        assertTrue(picture.viewport().zoom() > zoom);
        robot.type(KeyCode.DIGIT0);
        assertEquals(1, picture.viewport().zoom(), 1e-9);
    }

    @Test
    void aMaskIsPaintedAndUndoneByStroke(FxRobot robot) {
        robot.press(KeyCode.CONTROL, KeyCode.B).release(KeyCode.B, KeyCode.CONTROL);
        until(() -> settings().brush().on());
        BeforeAfter picture = view().result().view();
        Bounds bounds = picture.localToScreen(picture.getBoundsInLocal());
        long decodes = model().runs().get().decodes();
        robot.drag(new Point2D(bounds.getCenterX() - 60, bounds.getCenterY()))
            .dropTo(new Point2D(bounds.getCenterX() + 60, bounds.getCenterY()));
        until(() -> settings().content().strokes().size() == 1);
        settle();
        assertEquals(decodes, model().runs().get().decodes());
        assertNotEquals(null, model().frame().get().veil());
        robot.type(KeyCode.SPACE).type(KeyCode.DOWN).type(KeyCode.DOWN).type(KeyCode.SPACE);
        until(() -> settings().content().strokes().size() == 2);
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        until(() -> settings().content().strokes().size() == 1);
        settle();
    }

    @Test
    void aFullPictureIsRenderedAndSavedWithItsSettings(FxRobot robot) throws Exception {
        robot.interact(() -> model().setFullSide(1024));
        for (String name : List.of("painted.png", "painted.jpg")) {
            robot.press(KeyCode.CONTROL, KeyCode.R).release(KeyCode.R, KeyCode.CONTROL);
            until(() -> model().render().get().picture() != null);
            window.asker.toSave = folder.resolve(name);
            Button save = all(window.frame, Button.class)
                .filter(button -> button.getText() != null && button.getText().startsWith("Save as"))
                .findFirst().orElseThrow();
            robot.interact(save::fire);
            until(() -> Files.exists(window.asker.toSave) && window.app.activity().get() == null);
            assertEquals(1024, PictureFile.read(window.asker.toSave).width());
            assertTrue(new String(Files.readAllBytes(window.asker.toSave), java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains("--weight 0.85 --ibn 0"));
            robot.interact(model()::endRender);
        }
    }

    @Test
    void nineSettingsAreChosenByClickAndAllHasANameInBothLanguages(FxRobot robot) {
        ToggleButton cell = all(window.frame, ToggleButton.class)
            .filter(node -> node.getStyleClass().contains("sheet-cell")).toList().get(4);
        robot.interact(cell::fire);
        until(() -> settings().rho() == 0.5);
        assertTrue(cell.isSelected());
        robot.interact(() -> {
            model().setBySite(true);
            model().setBrush(settings().brush().withOn(true));
            model().mix().toggleStyle(model().styles().get(1).picture());
        });
        settle();
        assertEquals(model().engine().get().channels().size(),
            all(window.frame, SiteSliders.class).findFirst().orElseThrow().getChildren().size());
        assertEquals(List.of(), nameless(window.frame));
        robot.interact(() -> window.app.setLanguage(Language.CHINESE));
        settle();
        List<String> words = words(window.frame);
        assertTrue(words.contains("风格强度") && words.contains("九种设置"), words.toString());
        assertTrue(words.stream().noneMatch(text ->
            text.matches(".*\\b(Style|weight|Content|Mask|Settings|preview|decoder)\\b.*")), words.toString());
        assertEquals(List.of(), nameless(window.frame));
    }

    private StyleView view() {
        return all(window.frame, StyleView.class).findFirst().orElseThrow();
    }

    /** What is seen of the result. */
    private int[] pixels(FxRobot robot) {
        int[][] seen = new int[1][];
        robot.interact(() -> {
            WritableImage image = view().result().view().snapshot(null, null);
            int width = (int) image.getWidth(), height = (int) image.getHeight();
            seen[0] = new int[width * height];
            image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), seen[0], 0, width);
        });
        return seen[0];
    }

    private void settle() {
        until(() -> window.app.activity().get() == null && !model().computing().get() && model().frame().get() != null
            && model().frame().get().sharp()
            && model().frame().get().settings().equals(settings().painted()));
    }
}
