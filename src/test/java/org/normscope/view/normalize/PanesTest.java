package org.normscope.view.normalize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.normscope.view.frame.OnScreen.until;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.shape.Path;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.normscope.color.Mosaic;
import org.normscope.color.Scale;
import org.normscope.normalize.Catalogue;
import org.normscope.normalize.Cell;
import org.normscope.normalize.CellBox;
import org.normscope.normalize.Parameters;
import org.normscope.state.desk.Viewport;
import org.normscope.state.normalize.MapView;
import org.normscope.state.normalize.NormalizeModel;
import org.normscope.state.normalize.PaneModel;
import org.normscope.tensor.Tensor;
import org.normscope.view.control.Figures;
import org.normscope.view.control.PanePlacement;
import org.normscope.view.frame.OpenWindow;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class PanesTest {
    private OpenWindow window;
    private NormalizeModel model;

    @Start
    void open(Stage stage) {
        window = new OpenWindow(stage);
        model = window.app.workspace(NormalizeModel.class);
    }

    @BeforeEach
    void waitUntilSeen() {
        // What comes in later, as effects, makes the panes a little smaller.
        until(() -> !model.computing().get() && grid().panes().size() > 1
            && grid().panes().size() == model.panes().size()
            && grid().panes().stream().allMatch(pane -> pane.mosaic().mosaic().isPresent()));
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(window::close);
    }

    /** By hand: the mosaic just fits its pane and lies in its middle; the outline goes round the box's tiles in it. */
    @Test
    void pointingOutlinesTheCellsThatShareStatistics(FxRobot robot) {
        point(robot, pane("bn"), 2);
        Cell cell = model.pointer().cell().get();
        assertEquals(2, cell.c());
        for (String id : List.of("bn", "gn")) {
            PaneView view = pane(id);
            CellBox box = Catalogue.entry(id).create(Parameters.NONE).partition().cellsOf(cell, model.maps().get());
            Mosaic mosaic = mosaic(view);
            assertTrue(mosaic.left(box.c1() - 1) >= mosaic.left(box.c0()),
                "a group in one row, for this test to be simple");
            double scale = scale(view), left = (view.mosaic().getWidth() - mosaic.width() * scale) / 2;
            double top = (view.mosaic().getHeight() - mosaic.height() * scale) / 2;
            Bounds drawn = ((Path) view.mosaic().lookup(".outline")).getLayoutBounds();
            // The stroke adds one pixel on each side, and a line on the very edge is moved in by one.
            assertEquals(left + mosaic.left(box.c0()) * scale, drawn.getMinX() + 1, 1.01, id);
            assertEquals(top + mosaic.top(box.c0()) * scale, drawn.getMinY() + 1, 1.01, id);
            assertEquals(left + (mosaic.left(box.c1() - 1) + mosaic.tileWidth()) * scale,
                drawn.getMaxX() - 1, 1.01, id);
            assertEquals(top + (mosaic.top(box.c1() - 1) + mosaic.tileHeight()) * scale, drawn.getMaxY() - 1, 1.01, id);
        }
        assertTrue(((Path) pane("raw").mosaic().lookup(".outline")).getElements().isEmpty(), "raw shares nothing");
    }

    /** What is on screen, pixel by pixel of a snapshot, is the value's entry in the colour map's table. */
    @Test
    void whatIsPaintedIsTheNumbers(FxRobot robot) {
        robot.interact(() -> model.setViewport(new Viewport(6, 0.5, 0.5)));
        robot.interact(() -> comparePixels(pane("bn")));
    }

    private void comparePixels(PaneView view) {
        WritableImage shot = view.mosaic().snapshot(null, null);
        Tensor maps = view.model().content().get().maps();
        Scale scale = view.model().content().get().frame().scale();
        Random random = new Random(7);
        Map<Integer, Integer> seen = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            int x = 12 + random.nextInt((int) view.mosaic().getWidth() - 24),
                y = 12 + random.nextInt((int) view.mosaic().getHeight() - 24);
            Mosaic.Spot spot = spotOfPixelsMiddle(view, x, y);
            if (spot == null) continue;
            float value = maps.at(0, spot.c(), spot.y(), spot.x());
            int painted = shot.getPixelReader().getArgb(x, y);
            assertTrue(entries(scale, value).contains(painted),
                () -> spot + " is " + value + ", painted " + Integer.toHexString(painted));
            seen.merge(painted, 1, Integer::sum);
        }
        assertTrue(seen.size() > 30, "the test looked at " + seen.size() + " colours only");
    }

    /** The value's entry in the table; between two, where the painter's floats may round either way, both. */
    private static Set<Integer> entries(Scale scale, float value) {
        double step = 255 * (value - (double) scale.low()) / ((double) scale.high() - scale.low());
        return DoubleStream.of(step - 1e-3, step + 1e-3)
            .mapToObj(at -> scale.map().table()[(int) Math.max(0, Math.min(255, Math.round(at)))])
            .collect(Collectors.toSet());
    }

    /** The cell whose magnified square holds the pixel well inside, where no unit's number lies over it. */
    private static Mosaic.Spot spotOfPixelsMiddle(PaneView view, int x, int y) {
        Mosaic.Spot middle = view.mosaic().spotAt(x + 0.5, y + 0.5).orElse(null);
        if (middle == null || middle.y() < 8) return null;
        for (double d : new double[] {-1, 1}) {
            if (!view.mosaic().spotAt(x + 0.5 + d, y + 0.5).equals(java.util.Optional.of(middle))) return null;
            if (!view.mosaic().spotAt(x + 0.5, y + 0.5 + d).equals(java.util.Optional.of(middle))) return null;
        }
        return middle;
    }

    @Test
    void aDragOfASliderIsOneUndoAndTheNumbersFollow(FxRobot robot) {
        PaneModel gn = pane("gn").model();
        boolean undoable = window.app.canUndo().get();
        robot.interact(() -> model.edit().selectPane(gn.key()));
        double before = gn.content().get().summary().deviation();
        robot.interact(() -> window.frame.layout());
        Slider slider = (Slider) window.frame.lookup("#parameter-gamma").lookup(".slider");
        robot.interact(() -> reveal(slider));
        robot.drag(slider.lookup(".thumb")).moveBy(6, 0).moveBy(6, 0).moveBy(5, 0).drop();
        double gamma = Double.parseDouble(gn.value("gamma"));
        assertTrue(gamma > 1.05, "gamma is " + gamma);
        // The network's own affine is per channel; a common gamma times it scales the deviation about beta's share
        // only.
        assertNotEquals(before, gn.content().get().summary().deviation(), 1e-3);
        Node figures = pane("gn").lookup(".pane-figures");
        assertTrue(((javafx.scene.control.Label) figures)
            .getText().contains(Figures.plain(gn.content().get().summary().deviation())));
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertEquals("1", gn.value("gamma"), "one undo takes the whole drag back");
        assertEquals(before, gn.content().get().summary().deviation(), 1e-9);
        // Selecting the pane is an entry of its own, and nothing else was made.
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertEquals(undoable, window.app.canUndo().get());
    }

    @Test
    void theWheelZoomsAllPanesAboutThePointer(FxRobot robot) {
        PaneView view = pane("gn");
        // Away from the mosaic's edges, which never come further in than the pane's.
        point(robot, view, 6);
        Cell cell = model.pointer().cell().get();
        robot.scroll(8, VerticalDirection.UP);
        Viewport zoomed = model.settings().get().view().viewport();
        assertTrue(zoomed.zoom() > 1.5, zoomed.toString());
        for (PaneView other : grid().panes()) assertEquals(zoomed, other.mosaic().viewport().get());
        robot.moveBy(1, 0).moveBy(-1, 0);
        Cell now = model.pointer().cell().get();
        assertEquals(cell.c(), now.c());
        // The pointer stands between two cells.
        assertTrue(Math.abs(cell.x() - now.x()) <= 1 && Math.abs(cell.y() - now.y()) <= 1,
            "the cell under the pointer stays there: " + cell + ", " + now);
    }

    @Test
    void keysMoveTheCrossHairAndZoomAndShowOneUnit(FxRobot robot) {
        PaneView view = pane("bn");
        point(robot, view, 5);
        robot.interact(() -> view.mosaic().requestFocus());
        Cell start = model.pointer().cell().get();
        robot.type(KeyCode.RIGHT, KeyCode.DOWN, KeyCode.DOWN);
        assertEquals(new Cell(start.n(), 5, start.y() + 2, start.x() + 1), model.pointer().cell().get());
        robot.type(KeyCode.PAGE_DOWN);
        assertEquals(6, model.pointer().cell().get().c());
        robot.type(KeyCode.PLUS);
        assertTrue(model.settings().get().view().viewport().zoom() > 1);
        robot.type(KeyCode.DIGIT0);
        assertEquals(Viewport.FIT, model.settings().get().view().viewport());
        robot.type(KeyCode.ENTER);
        assertEquals(6, model.settings().get().view().unit());
        assertEquals(1, mosaic(view).units());
        robot.type(KeyCode.ENTER);
        assertEquals(MapView.ALL, model.settings().get().view().unit());
    }

    @Test
    void onePaneToTwelveFillTheArea(FxRobot robot) {
        List<String> more = List.of("ln", "in", "pos", "lrn", "l2", "rms", "l2-channel", "lrn-intra",
            "l1-channel", "l2-scale", "gn");
        for (String id : more) {
            robot.interact(() -> model.edit().addPane(id));
            assertFilled(robot);
        }
        assertEquals(12, grid().panes().size());
        while (model.panes().size() > 1) {
            robot.interact(() -> model.edit().removePane(model.panes().get(0).key()));
            assertFilled(robot);
        }
    }

    private void assertFilled(FxRobot robot) {
        robot.interact(() -> window.frame.layout());
        PaneGrid grid = grid();
        Map<Double, List<PaneView>> rows = grid.panes().stream().collect(Collectors.groupingBy(Node::getLayoutY));
        for (List<PaneView> row : rows.values()) {
            double covered = row.stream().mapToDouble(PaneView::getWidth).sum() + 12 * (row.size() - 1);
            assertEquals(grid.getWidth(), covered, row.size(), "a row of " + row.size());
        }
        double tall = rows.values().stream().mapToDouble(row -> row.get(0).getHeight()).sum() + 12 * (rows.size() - 1);
        assertEquals(grid.getHeight(), tall, rows.size());
        assertFalse(grid.panes().stream().anyMatch(pane -> pane.mosaic().getHeight() < 24),
            "a pane without room for maps");
    }

    private void reveal(Node part) {
        ScrollPane scroll = (ScrollPane) window.frame.lookup(".inspector .scroll-pane");
        Node content = scroll.getContent();
        double middle = content.sceneToLocal(part.localToScene(part.getBoundsInLocal())).getCenterY();
        double seen = scroll.getViewportBounds().getHeight(), tall = content.getBoundsInLocal().getHeight();
        scroll.setVvalue(Math.max(0, Math.min(1, (middle - seen / 2) / (tall - seen))));
        window.frame.layout();
    }

    /** Moves the pointer to the middle of a unit's tile. */
    private void point(FxRobot robot, PaneView view, int unit) {
        robot.interact(() -> window.frame.layout());
        Mosaic mosaic = mosaic(view);
        PanePlacement place = view.mosaic().placement();
        Point2D at = view.mosaic().localToScreen(place.toPaneX(mosaic.left(unit) + mosaic.tileWidth() / 2.0),
            place.toPaneY(mosaic.top(unit) + mosaic.tileHeight() / 2.0));
        robot.moveTo(at.add(2, 0)).moveTo(at);
    }

    private static Mosaic mosaic(PaneView view) {
        return view.mosaic().mosaic().orElseThrow();
    }

    private static double scale(PaneView view) {
        return Math.min(view.mosaic().getWidth() / mosaic(view).width(),
            view.mosaic().getHeight() / mosaic(view).height());
    }

    private PaneGrid grid() {
        return ((NormalizeView) window.frame.lookup(".normalize")).grid();
    }

    private PaneView pane(String normalization) {
        return grid().panes()
            .stream().filter(pane -> pane.model().settings().get().normalization().equals(normalization))
            .findFirst().orElseThrow();
    }
}
